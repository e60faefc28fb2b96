"""Results and papers as rows of a table."""


def results_table(ballot, results):
    places = ballot.most if ballot.kind == "ranking" else 1
    by_place = [f"{place}순위" for place in range(1, places + 1)] if places > 1 else []
    yield ["등수", "번호", "항목", "표", "비율(%)", *(["점수", *by_place] if by_place else [])]
    for row in results.rows:
        more = [row["points"], *row["by_place"]] if by_place else []
        yield [row["rank"], row["number"], row["option"].label, row["votes"], row["share"], *more]


def papers_table(ballot):
    """Every paper, in the order of receipts: whoever wants to counts again."""
    words = {option.number: option.label for option in ballot.options.select_related("issue")}
    yield ["접수번호", "고른 번호", "고른 것"]
    for receipt, choices in ballot.papers.order_by("receipt").values_list("receipt", "choices").iterator():
        chosen = " / ".join(words[number] for number in choices)
        yield [receipt, " ".join(map(str, choices)), chosen]
