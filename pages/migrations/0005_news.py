
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0006_official_lists'),
        ('pages', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='newspage',
            name='apply_url',
            field=models.URLField(blank=True, max_length=1000, verbose_name='신청 주소'),
        ),
        migrations.AddField(
            model_name='newspage',
            name='ends_on',
            field=models.DateField(blank=True, help_text='이날까지 ‘진행 중’이고, 다음 날부터 ‘마감’으로 보입니다.', null=True, verbose_name='기간 마감일'),
        ),
        migrations.AddField(
            model_name='newspage',
            name='how_to_apply',
            field=models.CharField(blank=True, help_text='채용·자원봉사·공모·교육이면 어떻게 신청하는지 적습니다.', max_length=200, verbose_name='신청 방법'),
        ),
        migrations.AddField(
            model_name='newspage',
            name='starts_on',
            field=models.DateField(blank=True, help_text='접수·모집·행사 안내의 기간이 있으면 적습니다.', null=True, verbose_name='기간 시작일'),
        ),
        migrations.AddConstraint(
            model_name='newspage',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='news_period_ends_after_it_starts'),
        ),
    ]
