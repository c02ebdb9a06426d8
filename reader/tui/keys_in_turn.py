"""Keys one at a time, so that keys typed ahead mean what they would mean typed slowly."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.dom import DOMNode
    from textual.events import Event
    from textual.message_pump import MessagePump
    from textual.timer import Timer

LONGEST_WAIT = 1.0
"""Seconds that a key waits at most for what the key before it set off: a library may be busy."""

_LOOK_AGAIN = 0.01
"""Seconds between two looks at work in the background."""


class KeysInTurn:
    """Holds a key back until the one before it has had its effect.

    Textual hands a key to the widget in focus at once, while the key before it may still be on its
    way to a binding that moves the focus: of ``/word`` in one burst only the first letter would reach
    the search box, and the others would act as commands. A callback sent after each key along the same
    queues, from the widget in focus up to the app, comes back when the key is through; what it posted
    on its way is through when a second one is, and a third when that one has moved the focus.
    """

    def __init__(
        self,
        app: App[int],
        deliver: Callable[[Event], Awaitable[None]],
        *,
        is_settled: Callable[[], bool],
    ) -> None:
        self._app = app
        self._deliver = deliver
        self._is_settled = is_settled
        """Whether nothing is on its way in the background that a key could be meant for."""
        self._held: deque[Event] = deque()
        self._is_open = False
        self._under_way = 0
        """Number of the key that has not had its effect yet; 0 when there is none."""
        self._delivered = 0
        self._patience: Timer | None = None

    @property
    def is_at_rest(self) -> bool:
        """Whether every key that came so far has had its effect."""
        return not self._held and not self._under_way

    async def open(self) -> None:
        """Begin to deliver, now that there is a screen; keys from before have waited."""
        self._is_open = True
        await self._deliver_next()

    async def take(self, event: Event) -> None:
        """Deliver a key or paste, after those that came before it."""
        self._held.append(event)
        if self._is_open and not self._under_way:
            await self._deliver_next()

    async def _deliver_next(self, *, settled: bool = False) -> None:
        """Deliver the next key when everything is at rest; ``settled`` asks nobody."""
        self._under_way = 0
        if not self._app.is_running:
            self._held.clear()
        if not self._held:
            self._stop_waiting()
            return
        self._delivered += 1
        self._under_way = self._delivered
        if not settled and not self._is_settled():
            self._wait()
            self._app.set_timer(_LOOK_AGAIN, lambda: self._look_again(self._delivered))
            return
        self._stop_waiting()
        event = self._held.popleft()
        follow = self._trail()
        await self._deliver(event)
        self._send_after(follow, rounds=1)

    async def _look_again(self, number: int) -> None:
        if number == self._under_way:
            await self._deliver_next()

    # -- finding out when a key is through -----------------------------------------------------

    def _trail(self) -> list[MessagePump]:
        """Return whoever a key goes through, from the widget in focus up to the app."""
        first: DOMNode = self._app.focused or self._app.screen
        return [node for node in first.ancestors_with_self if node is not self._app]

    def _send_after(self, trail: list[MessagePump], *, rounds: int) -> None:
        self._wait()
        self._pass_on([*trail, self._app], trail, self._under_way, rounds)

    def _pass_on(self, nodes: list[MessagePump], trail: list[MessagePump], number: int, rounds: int) -> None:
        """Queue up at the next node that still takes messages."""
        while nodes:
            node, *nodes = nodes
            arrived = self._arrived if node is self._app else self._pass_on
            if node.call_later(arrived, nodes, trail, number, rounds):
                return

    async def _arrived(
        self, _nodes: list[MessagePump], trail: list[MessagePump], number: int, rounds: int
    ) -> None:
        if number != self._under_way:
            return
        now = self._trail()
        # The first round follows the key itself, the second what it posted.
        if rounds < 2 or now != trail:
            self._send_after(now, rounds=rounds + 1)
        else:
            await self._deliver_next()

    # -- not for ever --------------------------------------------------------------------------

    def _wait(self) -> None:
        if self._patience is None:
            self._patience = self._app.set_timer(LONGEST_WAIT, self._lose_patience)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.stop()
            self._patience = None

    async def _lose_patience(self) -> None:
        self._stop_waiting()
        await self._deliver_next(settled=True)
