from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "council"
    verbose_name = "협의체"

    def ready(self):
        from council import gone, indexing, receivers
        from council.room import mine as room_of_mine
        from council.room import telling
        from council.room.door import expect_members

        for each in (receivers, gone, indexing, telling):
            each.connect()
        expect_members()
        room_of_mine.register()
