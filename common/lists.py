"""Lists that strangers filter and turn the pages of: what they type decides nothing but what they see."""

from datetime import date
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator

from common.looking import LONGEST, look_for, repaired

PAGE_SIZE = 20
UNKNOWN_CHOICE = "‘%(value)s’은(는) 고를 수 없는 조건이어서 빼고 찾았습니다."


class FilterForm(forms.Form):
    """A GET form in which nothing is required and nothing is fatal.

    A value that makes no sense is left out of the search and named beside its field; a parameter
    that is no field is not read at all. Where a list has tabs, ``tab_name`` is their parameter and
    ``tab_choices`` the tabs; the first is the one without a parameter.
    """

    tab_name = None
    tab_choices = ()
    # Fields that do not narrow the list: its tab, its order.
    not_filters = ()
    # How the site's search understood the words, once it was asked.
    understanding = None

    q = forms.CharField(
        label="찾는 말",
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": f"찾는 말은 {LONGEST}자까지 적을 수 있습니다."},
    )
    exact = forms.BooleanField(label="적은 그대로 찾기", required=False, widget=forms.HiddenInput)

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        if self.tab_name:
            self.fields[self.tab_name] = forms.ChoiceField(
                choices=self.tab_choices, required=False, widget=forms.HiddenInput
            )
        self.offer()
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.error_messages["invalid_choice"] = UNKNOWN_CHOICE
        self.full_clean()
        if self.tab_name in self.errors:  # a hidden field has no place for a sentence
            self.add_error(None, self.errors.pop(self.tab_name).as_data())

    def offer(self):
        """Fill in choices that only the database knows."""

    def hidden_fields(self):
        """What the next question takes along; other words are looked for with their mistakes mended again."""
        return [field for field in super().hidden_fields() if field.name != "exact"]

    @property
    def chosen(self):
        """What was chosen and makes sense, by field, in the order of the fields."""
        chosen = {name: self.cleaned_data[name] for name in self.fields if self.cleaned_data.get(name)}
        if self.tab_name and self.tab == self.tab_choices[0][0]:
            chosen.pop(self.tab_name, None)
        return _with_words(chosen)

    def saying(self, things):
        """Those of ``things`` that the site's search finds by the words, where there are words; in their own order."""
        if "q" not in self.chosen:
            return things
        sought = look_for(self.chosen["q"], things, exact="exact" in self.chosen)
        self.understanding = sought.understanding
        return things.filter(pk__in=sought.pks)

    def repaired(self, url):
        """What `components/repaired.html` tells, if something else was searched for than was typed."""
        return repaired(self.understanding, address(url, self.query_string(exact=True)))

    @property
    def tab(self):
        """The tab that is open."""
        return self.cleaned_data.get(self.tab_name) or self.tab_choices[0][0]

    def query_string(self, without=(), **instead):
        """The choices as one address knows them: same choices, same string; the page number is not one."""
        chosen = self.chosen | instead
        return _query_string(
            _with_words({name: value for name, value in chosen.items() if value and name not in without})
        )

    def canonical_query(self):
        """The same for everybody who sees these pages in this order or another."""
        return self.query_string(without=self.not_filters)

    def tabs(self, url, keeps=lambda tab, name: True):
        """The tabs with their addresses; ``keeps`` says which choices go along to which tab."""
        tabs = []
        for code, label in self.tab_choices:
            kept = {name: value for name, value in self.chosen.items() if keeps(code, name)}
            kept.pop(self.tab_name, None)
            if code != self.tab_choices[0][0]:
                kept[self.tab_name] = code
            tabs.append(
                {"label": label, "url": address(url, _query_string(kept)), "current": code == self.tab}
            )
        return tabs

    def active_filters(self, url):
        """Each choice in words, with the address of the list without it. Tabs are not filters."""
        return [
            {
                "label": self._in_words(name, value),
                "remove_url": address(url, self.query_string(without=(name,))),
            }
            for name, value in self.chosen.items()
            if name != self.tab_name and name not in self.not_filters
        ]

    def _in_words(self, name, value):
        field = self.fields[name]
        if hasattr(field, "in_words"):
            return field.in_words(value)
        if isinstance(field, forms.ChoiceField):
            return str(_flat(field.choices).get(value, value))
        if isinstance(field, forms.BooleanField):
            return str(field.label)
        if isinstance(value, date):
            return f"{field.label} {value.year}년 {value.month}월 {value.day}일"
        return f"‘{value}’"


def _with_words(chosen):
    """``chosen``; how words are looked for means nothing without them."""
    return chosen if "q" in chosen else {name: value for name, value in chosen.items() if name != "exact"}


def address(url, query_string):
    return f"{url}?{query_string}" if query_string else url


def _query_string(chosen):
    return urlencode({name: _as_parameter(value) for name, value in chosen.items()})


def _as_parameter(value):
    if value is True:
        return "on"
    return value.isoformat() if isinstance(value, date) else str(value)


def _flat(choices):
    """Choices without their groups."""
    flat = {}
    for value, label in choices:
        flat |= dict(label) if isinstance(label, list | tuple) else {value: label}
    return flat


def page_of(results, number, *, total=None):
    """The page of that number, or the nearest there is; what is no number means the first.

    Whoever has counted the results already says so with ``total``.
    """
    paginator = Paginator(results, PAGE_SIZE)
    if total is not None:
        paginator.count = total
    try:
        wanted = int(number)
    except (TypeError, ValueError):
        wanted = 1
    return paginator.page(min(max(wanted, 1), paginator.num_pages))


def list_context(request, *, url, form, results, cards):
    """What the template of every list is given; ``cards`` makes cards of pages.

    Results are counted before anything is joined to them that only cards need.
    """
    page_obj = page_of(results.for_cards(), request.GET.get("page"), total=results.count())
    return {
        "form": form,
        "page_obj": page_obj,
        "items": cards(page_obj.object_list, request),
        "total": page_obj.paginator.count,
        "query_string": form.query_string(),
        "canonical_query": form.canonical_query(),
        "active_filters": form.active_filters(url),
        "repaired": form.repaired(url),
    }
