"""공유복지: what residents raise, what becomes of it, the plan it goes into, and what is voted on."""
