from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "participation"
    verbose_name = "공유복지"

    def ready(self):
        from participation import receivers
        from participation.balloting import mine as ballots_of_mine
        from participation.issues import mine as issues_of_mine
        from participation.moderating import mine as moderation_of_mine
        from participation.planning import mine as plans_of_mine
        from participation.surveying import mine as surveys_of_mine
        from participation.telling import mine as notices_of_mine

        # Before the issues go: what was said about them is known by them.
        moderation_of_mine.connect()
        receivers.connect()
        issues_of_mine.connect()
        ballots_of_mine.register()
        plans_of_mine.register()
        surveys_of_mine.register()
        notices_of_mine.connect()
