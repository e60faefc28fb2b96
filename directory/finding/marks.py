"""Sets of positions as whole numbers, one bit for each: 40,000 facilities are 5 kB, and ``&`` is a filter."""


def marks_of(positions, size):
    """The number whose bits are these positions, all below ``size``."""
    buffer = bytearray(size // 8 + 1)
    for position in positions:
        buffer[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(buffer, "little")


def everything(size):
    return (1 << size) - 1


def positions_of(marks, order=None):
    """The positions of a number, smallest first, or as they stand in ``order``."""
    bits = bin(marks)[:1:-1]
    if order is None:
        return (position for position, bit in enumerate(bits) if bit == "1")
    size = len(bits)
    return (position for position in order if position < size and bits[position] == "1")
