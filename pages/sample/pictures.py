"""Pictures for the sample: flat compositions drawn from a seed. No photographs, so nobody's face or right is in them."""

import math
import random
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (1200, 800)
PALETTES = (
    ("#fdf1dc", "#f6b26b", "#e06c4f", "#3d5a80", "#98c1d9"),
    ("#eaf4ec", "#8cc6a0", "#3f7d5b", "#f2c14e", "#f78154"),
    ("#eef2fb", "#a7bbe8", "#4a69bd", "#f3a683", "#f7d794"),
    ("#fbeef0", "#e8a2af", "#b5566b", "#5b6c8f", "#f0d6a8"),
    ("#e9f5f7", "#8fd0d6", "#3a8891", "#f2a65a", "#f6d8ae"),
)
ALTS = {
    "sunrise": "언덕 위로 해가 떠오르는 그림",
    "houses": "지붕 색이 다른 집들이 나란히 선 동네 그림",
    "bowls": "상 위에 따뜻한 그릇들이 놓인 그림",
    "tree": "잎이 풍성한 나무들이 선 공원 그림",
    "music": "다섯 줄 위에서 음표가 춤추는 그림",
    "path": "언덕 사이로 굽이진 길이 이어지는 그림",
    "balloons": "하늘에 풍선이 떠오르는 그림",
    "hands": "둥근 색들이 손을 맞잡듯 겹친 그림",
    "books": "책꽂이에 책들이 꽂힌 그림",
    "kites": "바람에 연들이 나는 그림",
    "waves": "잔잔한 물결이 겹겹이 이어지는 그림",
    "night": "달과 별 아래 창문에 불이 켜진 동네 그림",
}


def picture(motif, seed):
    """A WebP of one motif: the same motif and seed give the same bytes."""
    chance = random.Random(f"{motif}-{seed}")  # noqa: S311 — a composition, not a secret
    colours = PALETTES[chance.randrange(len(PALETTES))]
    image = Image.new("RGB", SIZE, colours[0])
    MOTIFS[motif](ImageDraw.Draw(image), chance, colours)
    file = BytesIO()
    image.save(file, "WEBP", quality=82, method=2)
    return file.getvalue()


def _disc(draw, x, y, radius, colour):
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _hill(draw, chance, colour, base, height):
    """A soft ridge across the picture, filled to the bottom."""
    shift, length = chance.uniform(0, 6.3), chance.uniform(260, 420)
    ridge = [(x, base - height * math.sin(x / length + shift)) for x in range(0, SIZE[0] + 10, 10)]
    draw.polygon([*ridge, (SIZE[0], SIZE[1]), (0, SIZE[1])], fill=colour)


def _sunrise(draw, chance, colours):
    centre = chance.randint(380, 820)
    for radius, glow in ((360, "#fdf0c4"), (250, "#fbe39a"), (150, "#f7c948")):
        _disc(draw, centre, 430, radius, glow)
    _hill(draw, chance, colours[3], 560, 50)
    _hill(draw, chance, colours[2], 680, 40)


def _houses(draw, chance, colours):
    _disc(draw, chance.randint(800, 1000), 190, 80, colours[4])
    _hill(draw, chance, colours[1], 560, 40)
    left = 40
    while left < 1120:
        width, height = chance.randint(110, 180), chance.randint(150, 290)
        top = 700 - height
        wall, roof = chance.sample(colours[1:], 2)
        draw.rectangle((left, top, left + width, 720), fill=wall)
        draw.polygon([(left - 14, top), (left + width / 2, top - 80), (left + width + 14, top)], fill=roof)
        for window in range(top + 30, 660, 70):
            draw.rounded_rectangle((left + 24, window, left + 54, window + 40), 6, fill=colours[0])
            draw.rounded_rectangle(
                (left + width - 54, window, left + width - 24, window + 40), 6, fill=colours[0]
            )
        left += width + 26
    draw.rectangle((0, 715, 1200, 800), fill=colours[3])


def _bowls(draw, chance, colours):
    draw.rectangle((0, 470, 1200, 800), fill=colours[4])
    for index in range(4):
        x, y = 190 + index * 275, chance.randint(520, 590)
        colour = colours[1 + index % 3]
        for steam in (-40, 0, 40):
            line = [(x + steam + 12 * math.sin(step / 9), y - 90 - step) for step in range(0, 130, 4)]
            draw.line(line, fill=colours[1], width=9, joint="curve")
        draw.pieslice((x - 115, y - 150, x + 115, y + 120), 0, 180, fill=colour)
        draw.ellipse((x - 115, y - 45, x + 115, y + 15), fill=colours[0], outline=colour, width=8)
        draw.rectangle((x - 45, y + 112, x + 45, y + 132), fill=colour)


def _tree(draw, chance, colours):
    _hill(draw, chance, colours[1], 600, 50)
    for x in range(130, 1200, 235):
        height = chance.randint(230, 360)
        draw.rectangle((x - 14, 690 - height, x + 14, 700), fill=colours[3])
        for _ in range(14):
            _disc(
                draw,
                x + chance.randint(-75, 75),
                690 - height + chance.randint(-90, 60),
                chance.randint(38, 66),
                chance.choice(colours[2:]),
            )
    _hill(draw, chance, colours[2], 730, 18)


def _music(draw, chance, colours):
    for line in range(5):
        wave = [(x, 260 + line * 62 + 40 * math.sin(x / 190)) for x in range(0, 1210, 10)]
        draw.line(wave, fill=colours[1], width=6)
    for x in range(110, 1180, 125):
        y = 260 + chance.randint(0, 8) * 31 + 40 * math.sin(x / 190)
        colour = chance.choice(colours[2:])
        draw.ellipse((x - 32, y - 23, x + 32, y + 23), fill=colour)
        draw.rectangle((x + 23, y - 130, x + 32, y), fill=colour)
        draw.polygon([(x + 32, y - 130), (x + 75, y - 85), (x + 32, y - 95)], fill=colour)


def _path(draw, chance, colours):
    _disc(draw, chance.randint(200, 1000), 180, 75, colours[3])
    for index, base in enumerate((430, 540, 650)):
        _hill(draw, chance, colours[(1, 4, 2)[index]], base, 45)
    left, right = [], []
    for step in range(60):
        y = 800 - step * 6.5
        middle = 600 + 190 * math.sin(step / 11) * (1 - step / 75)
        half = 120 * (1 - step / 62) + 4
        left.append((middle - half, y))
        right.append((middle + half, y))
    draw.polygon([*left, *reversed(right)], fill=colours[0])


def _balloons(draw, chance, colours):
    _hill(draw, chance, colours[1], 720, 25)
    for _ in range(13):
        x, y, radius = chance.randint(90, 1110), chance.randint(100, 460), chance.randint(46, 78)
        draw.line(
            [(x, y + radius), (x + chance.randint(-25, 25), y + radius + 170)], fill=colours[3], width=3
        )
        draw.ellipse((x - radius, y - radius, x + radius, y + radius * 1.2), fill=chance.choice(colours[1:]))
        _disc(draw, x - radius * 0.35, y - radius * 0.35, radius * 0.16, colours[0])


def _hands(draw, chance, colours):
    for index in range(12):
        angle = index * math.pi / 6
        x, y = 600 + 230 * math.cos(angle), 400 + 230 * math.sin(angle)
        _disc(draw, x, y, chance.randint(85, 105), colours[1 + index % 4])
        _disc(
            draw, 600 + 370 * math.cos(angle), 400 + 370 * math.sin(angle), 36, colours[1 + (index + 2) % 4]
        )
    _disc(draw, 600, 400, 140, colours[0])
    for side in (-34, 34):
        _disc(draw, 600 + side, 378, 42, colours[2])
    draw.polygon([(526, 398), (674, 398), (600, 482)], fill=colours[2])


def _books(draw, chance, colours):
    for shelf in (300, 560):
        draw.rectangle((70, shelf + 150, 1130, shelf + 172), fill=colours[3])
        left = 95
        while left < 1070:
            width, height = chance.randint(28, 62), chance.randint(120, 220)
            colour = chance.choice(colours[1:])
            draw.rounded_rectangle((left, shelf + 150 - height, left + width, shelf + 150), 5, fill=colour)
            band = shelf + 150 - height + 26
            draw.rectangle((left + 5, band, left + width - 5, band + 12), fill=colours[0])
            left += width + chance.choice((3, 3, 3, 26))


def _kites(draw, chance, colours):
    _hill(draw, chance, colours[1], 690, 40)
    for _ in range(8):
        x, y, size = chance.randint(120, 1080), chance.randint(110, 480), chance.randint(50, 88)
        main, other = chance.sample(colours[1:], 2)
        tail = [(x + 16 * math.sin(step / 12), y + size * 1.4 + step) for step in range(0, 190, 6)]
        draw.line(tail, fill=colours[3], width=4)
        draw.polygon(
            [(x, y - size), (x + size * 0.7, y), (x, y + size * 1.4), (x - size * 0.7, y)], fill=main
        )
        draw.polygon([(x, y - size), (x + size * 0.7, y), (x, y)], fill=other)


def _waves(draw, chance, colours):
    _disc(draw, chance.randint(300, 900), 210, 95, colours[3])
    for index in range(7):
        _hill(draw, chance, colours[1 + index % 4], 330 + index * 75, 26)


def _night(draw, chance, colours):
    draw.rectangle((0, 0, 1200, 800), fill="#26324f")
    _disc(draw, 930, 170, 85, "#f6e3b4")
    _disc(draw, 968, 148, 78, "#26324f")
    for _ in range(70):
        _disc(draw, chance.randint(0, 1200), chance.randint(0, 470), chance.randint(1, 4), "#f4efdf")
    left = 20
    while left < 1180:
        width, height = chance.randint(90, 160), chance.randint(120, 330)
        draw.rectangle((left, 740 - height, left + width, 800), fill="#3a4a72")
        for x in range(left + 18, left + width - 30, 38):
            for y in range(760 - height, 720, 48):
                lit = chance.random() < 0.55
                draw.rectangle((x, y, x + 20, y + 26), fill="#ffd98a" if lit else "#2f3c60")
        left += width + 12


MOTIFS = {
    name.removeprefix("_"): function
    for name, function in list(globals().items())
    if name.removeprefix("_") in ALTS
}
