"""신청: somebody signs up for a programme or an event, proves the mailbox, gets a place or waits for one."""
