"""방청 신청: a page of an event by which one signs up to hear a meeting of the council."""
