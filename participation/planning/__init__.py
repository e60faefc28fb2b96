"""지역사회보장계획: from the draft and its 공고 to what became of every 세부사업."""
