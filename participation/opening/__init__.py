"""공유복지 as open data: records for other systems, feeds, tables. Never a word about who a resident is."""
