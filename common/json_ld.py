"""schema.org's words for public facts. Each builder reads facts only and knows no model.

A property stands only on a type that has it: ``geo`` and ``openingHours`` belong to places, not to
organizations. What a page does not say is left out, and an event without time or place is none.
"""

from urllib.parse import urljoin

from common.opening_json_ld import DAYS, opening_hours, special_opening_hours

CONTEXT = "https://schema.org"
FREE = "무료"
EVENT_STATES = {
    "planned": "EventScheduled",
    "moved": "EventRescheduled",
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
    "online": "EventMovedOnline",
}
ATTENDANCE = {"onsite": "Offline", "online": "Online", "mixed": "Mixed"}


def thing(kind, **properties):
    """A schema.org thing without what is unknown."""
    return {"@type": kind} | {
        name: value for name, value in properties.items() if value not in (None, "", [])
    }


def page_about(kind, facts, **properties):
    """The thing that a page is about, or is."""
    image = facts["image"]
    return {"@context": CONTEXT} | thing(
        kind,
        url=facts["full_url"],
        name=facts["title"],
        description=facts["search_description"],
        image=urljoin(facts["full_url"], image["url"]) if image else None,
        **properties,
    )


def agency_of(facts):
    """The agency that answers for a page."""
    agency = facts["agency"]
    return agency and thing(
        "Organization", name=agency["title"], url=urljoin(facts["full_url"], agency["url"])
    )


def web_page(facts):
    return page_about("WebPage", facts, dateModified=facts["updated_at"])


def website(facts, operator, search_url):
    """The front door, and how a search engine may search behind it."""
    search = urljoin(facts["full_url"], search_url)
    return {"@context": CONTEXT} | thing(
        "WebSite",
        url=facts["full_url"],
        name=facts["title"],
        description=facts["search_description"],
        inLanguage="ko",
        publisher=thing("Organization", name=operator["name"], telephone=operator["phone"]),
        potentialAction=thing(
            "SearchAction",
            target=thing("EntryPoint", urlTemplate=f"{search}?q={{search_term_string}}"),
        ),
    )


def agency(facts):
    kinds = {"public": "GovernmentOrganization", "welfare": "NGO", "civil": "NGO"}
    return page_about(
        kinds.get((facts["kind"] or {}).get("code"), "Organization"),
        facts,
        telephone=facts["phone"],
        email=facts["email"],
        address=facts["address"],
        foundingDate=str(facts["founded_year"] or ""),
        sameAs=facts["website"],
    )


def facility(facts):
    located = facts["latitude"] is not None and facts["longitude"] is not None
    numbers = [phone["number"] for phone in facts["phones"]]
    return page_about(
        "CivicStructure",
        facts,
        telephone=numbers[0] if len(numbers) == 1 else numbers,
        faxNumber=facts["fax"],
        address=_postal_address(facts),
        geo=thing("GeoCoordinates", latitude=facts["latitude"], longitude=facts["longitude"])
        if located
        else None,
        openingHoursSpecification=opening_hours(facts["hours"]),
        specialOpeningHoursSpecification=special_opening_hours(facts["hours"]),
        amenityFeature=[
            thing("LocationFeatureSpecification", name=term["label"], value=True) for term in facts["access"]
        ],
        isAccessibleForFree=True if (facts["fee_kind"] or {}).get("code") == "free" else None,
        maximumAttendeeCapacity=facts["capacity"],
        sameAs=facts["website"],
    )


def _postal_address(facts):
    """None where there is none, and where it may not be told."""
    street = facts["road_address"] or facts["lot_address"]
    if not street:
        return None
    return thing(
        "PostalAddress",
        streetAddress=" ".join(filter(None, (street, facts["address_detail"]))),
        postalCode=facts["postcode"],
        addressCountry="KR",
    )


def service(facts):
    """A programme: who gives it, for whom, where."""
    return page_about(
        "Service",
        facts,
        provider=agency_of(facts),
        serviceType=facts["topics"][0]["label"] if facts["topics"] else None,
        audience=[thing("Audience", audienceType=term["label"]) for term in facts["targets"]],
        areaServed=[thing("AdministrativeArea", name=dong["label"]) for dong in facts["dongs"]],
        availableChannel=thing(
            "ServiceChannel",
            serviceUrl=facts["apply_url"],
            servicePhone=facts["phone"] and thing("ContactPoint", telephone=facts["phone"]),
        )
        if facts["apply_url"] or facts["phone"]
        else None,
    )


def benefit(facts):
    """Help as an official list tells it: a government's service, or a private body's."""
    private = facts["origin"]["code"] == "private"
    provider = facts["organisation"] or facts["origin"]["label"]
    return page_about(
        "Service" if private else "GovernmentService",
        facts,
        provider=thing("Organization" if private else "GovernmentOrganization", name=provider),
        serviceType=facts["topics"][0]["label"] if facts["topics"] else None,
        audience=[thing("Audience", audienceType=term["label"]) for term in facts["targets"]],
        areaServed=facts["region"] and thing("AdministrativeArea", name=facts["region"]),
        availableChannel=facts["official_url"] and thing("ServiceChannel", serviceUrl=facts["official_url"]),
        sameAs=facts["official_url"],
    )


def offer(facts):
    """What an agency lends: a room, a thing, a vehicle."""
    name = {"space": "Service", "vehicle": "Vehicle"}.get((facts["kind"] or {}).get("code"), "Product")
    free = (facts["fee_kind"] or {}).get("code") == "free"
    return page_about(
        "Offer",
        facts,
        businessFunction="http://purl.org/goodrelations/v1#LeaseOut",
        itemOffered=thing(name, name=facts["title"]),
        offeredBy=agency_of(facts),
        inventoryLevel=facts["quantity"] and thing("QuantitativeValue", value=facts["quantity"]),
        availabilityStarts=facts["available_from"],
        availabilityEnds=facts["available_until"],
        availableAtOrFrom=facts["place"] and thing("Place", name=facts["place"]),
        price="0" if free else None,
        priceCurrency="KRW" if free else None,
        areaServed=[thing("AdministrativeArea", name=dong["label"]) for dong in facts["dongs"]],
    )


def news_article(facts):
    return page_about(
        "NewsArticle",
        facts,
        headline=facts["title"][:110],
        datePublished=facts["published_at"],
        dateModified=facts["updated_at"],
        author=agency_of(facts),
        publisher=agency_of(facts),
    )


def _locations(facts):
    venue, place = facts["venue"], facts["place"]
    locations = []
    if venue or place:
        name = " ".join(part for part in (venue and venue["title"], place) if part)
        address = (venue and venue["address"]) or facts["address"] or name
        locations.append(thing("Place", name=name, address=address))
    if facts["online"]:  # where the way in is not for everybody, the page says how to get it
        locations.append(thing("VirtualLocation", url=facts["online_url"] or facts["full_url"]))
    return locations


def _moment(text, is_all_day):
    """A moment of our facts; of whole days the day alone."""
    return text[:10] if text and is_all_day else text


def _times(facts, **shared):
    """Each time of a series without a rule as an event of its own."""
    return [
        thing(
            "Event",
            name=facts["title"],
            url=facts["full_url"],
            startDate=_moment(date["starts_at"], facts["is_all_day"]),
            endDate=_moment(date["ends_at"], facts["is_all_day"]),
            **shared,
        )
        for date in facts["dates"]
    ]


def _schedule(facts):
    """A rule in schema.org's words; None without one."""
    if not facts["rrule"]:
        return None
    rule = dict(part.split("=") for part in facts["rrule"].split(";"))
    days = [day for day in rule.get("BYDAY", "").split(",") if day]
    return thing(
        "Schedule",
        repeatFrequency=f"P{rule.get('INTERVAL', 1)}{rule['FREQ'][0]}",
        byDay=[f"{CONTEXT}/{DAYS[day]}" if day in DAYS else day for day in days],
        byMonthDay=[int(day) for day in rule.get("BYMONTHDAY", "").split(",") if day.isdecimal()],
        startDate=facts["starts_at"][:10],
        endDate=facts["dates"][-1]["starts_at"][:10] if facts["date_count"] == len(facts["dates"]) else None,
        startTime=None if facts["is_all_day"] else facts["starts_at"][11:19],
        endTime=None if facts["is_all_day"] else facts["ends_at"][11:19],
        exceptDate=[moment[:10] for moment in facts["exdates"]],
        scheduleTimezone="Asia/Seoul",
    )


def _organizers(facts):
    """The agency, and the body of the council that holds it."""
    committee = facts["committee"]
    agency = agency_of(facts)
    return [agency, thing("Organization", name=committee["name"])] if committee else agency


def event(facts):
    """The event, once it has a time and a place; before that there is nothing to say about it."""
    locations = _locations(facts)
    if not (facts["starts_at"] and locations):
        return None
    mode = ATTENDANCE[(facts["attendance"] or {}).get("code")]
    whole, state = facts["is_all_day"], facts["state"]["code"]
    before = facts["previous_starts_at"]
    if state == "moved" and not before:  # to another place: schema.org knows only other times
        state = "online" if mode == "Online" else "planned"
    shared = {
        "eventStatus": f"{CONTEXT}/{EVENT_STATES[state]}",
        "eventAttendanceMode": f"{CONTEXT}/{mode}EventAttendanceMode",
        "location": locations[0] if len(locations) == 1 else locations,
        "organizer": _organizers(facts),
    }
    return page_about(
        "Event",
        facts,
        startDate=_moment(facts["starts_at"], whole),
        endDate=_moment(facts["last_ends_at"], whole),
        previousStartDate=_moment(before, whole) if state == "moved" else None,
        eventSchedule=_schedule(facts),
        subEvent=_times(facts, **shared) if facts["shape"] == "series" and not facts["rrule"] else None,
        **shared,
        isAccessibleForFree=True if facts["fee"].startswith(FREE) else None,
        maximumAttendeeCapacity=facts["capacity"],
    )


def breadcrumb_list(breadcrumbs, facts):
    """A list with the breadcrumbs, or nothing on the front door."""
    if not breadcrumbs:
        return []
    items = [
        thing(
            "ListItem", position=position, name=crumb["title"], item=urljoin(facts["full_url"], crumb["url"])
        )
        for position, crumb in enumerate(breadcrumbs, start=1)
    ]
    return [{"@context": CONTEXT} | thing("BreadcrumbList", itemListElement=items)]
