"""대신 등록: 동주민센터 staff enter for people without phone or account; audited, and counted apart."""
