"""Characters for the UTF-8 bytes that the Markdown parser counts in."""

from __future__ import annotations

from typing import Final

_STEP: Final = 10  # a checkpoint every 2**10 bytes
_NEAR: Final = 1 << 12  # bytes


class Characters:
    """How many characters of a text stand before a byte, which is the first one of a character.

    Most questions are about places near to the last one; for the others there are checkpoints, which keep every
    answer cheap, however long the text is.
    """

    __slots__ = ("_byte", "_char", "_counts", "_marks", "_raw")

    def __init__(self, text: str) -> None:
        self._byte = self._char = 0
        self._raw = text.encode()
        self._marks = [0]
        self._counts = [0]

    def __call__(self, offset: int) -> int:
        if 0 <= offset - self._byte < _NEAR:
            return self._char + len(self._raw[self._byte : offset].decode())
        return self._from_checkpoint(offset)

    def onwards(self, offset: int) -> int:
        """The same; what is asked for next is thought to be near to it."""
        self._char = self(offset)
        self._byte = offset
        return self._char

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The characters of two bytes; the first ones come in order."""
        if 0 <= start - self._byte < _NEAR:
            first = self._char + len(self._raw[self._byte : start].decode())
        else:
            first = self._from_checkpoint(start)
        self._byte, self._char = start, first
        if end - start < _NEAR:
            return first, first + len(self._raw[start:end].decode())
        return first, self._from_checkpoint(end)

    def _from_checkpoint(self, offset: int) -> int:
        if len(self._marks) == 1:
            self._set_checkpoints()
        index = offset >> _STEP
        if index >= len(self._marks) or self._marks[index] > offset:
            index -= 1
        return self._counts[index] + len(self._raw[self._marks[index] : offset].decode())

    def _set_checkpoints(self) -> None:
        raw = self._raw
        for end in range(1 << _STEP, len(raw), 1 << _STEP):
            while end < len(raw) and raw[end] & 0xC0 == 0x80:  # inside of a character
                end += 1
            self._counts.append(self._counts[-1] + len(raw[self._marks[-1] : end].decode()))
            self._marks.append(end)
