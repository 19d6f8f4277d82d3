"""Turns: one after the other, whoever takes long beside the next, and never more than there is room for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.turns import Turns

LENT, REST, MOST = 2.0, 0.5, 3


def test_one_after_the_other_in_the_order_in_which_they_came() -> None:
    turns = Turns[str](MOST, LENT, REST)
    for one in "abc":
        turns.ask(one)
    assert turns.begin(0.0) == "a"
    assert turns.begin(0.5) is None
    assert turns.seconds_left(0.5) == 1.5  # unless it is done before
    turns.done("a", 1.0, worked=0.5)
    assert turns.begin(1.125) is None, "half as long as it worked, nobody begins"
    assert turns.seconds_left(1.125) == 0.125
    assert turns.begin(1.25) == "b"


def test_whoever_takes_long_holds_nobody_up() -> None:
    turns = Turns[str](MOST, LENT, REST)
    for one in "abcd":
        turns.ask(one)
    assert [turns.begin(now) for now in (0.0, 2.0, 4.0, 6.0)] == ["a", "b", "c", None], "no more room"
    assert turns.seconds_left(60.0) == float("inf")
    turns.done("b", 60.0, worked=50.0)
    assert turns.begin(61.5) is None
    assert turns.begin(62.0) == "d", "and no rest is longer than a turn"


def test_who_had_no_turn_is_done_with_none() -> None:
    turns = Turns[str](MOST, LENT, REST)
    turns.done("x", 5.0, worked=1.0)
    turns.ask("a")
    assert turns.begin(5.0) == "a"
    assert turns.seconds_left(5.0) == float("inf"), "nobody waits"


@given(st.lists(st.tuples(st.sampled_from(["ask", "done", "wait"]), st.integers(0, 40)), max_size=60))
def test_every_one_gets_a_turn_in_order_and_no_two_begin_within_one(steps: list[tuple[str, int]]) -> None:
    turns, now, asked, begun, at_work = Turns[int](MOST, LENT, REST), 0.0, 0, list[int](), dict[int, float]()

    def look() -> None:
        while (one := turns.begin(now)) is not None:
            assert all(now - then >= LENT for then in at_work.values())
            begun.append(one)
            at_work[one] = now
            assert len(at_work) <= MOST

    for step, number in steps:
        if step == "ask":
            turns.ask(asked)
            asked += 1
        elif step == "done" and at_work:
            one = sorted(at_work)[number % len(at_work)]
            turns.done(one, now, worked=0.3)
            del at_work[one]
        else:
            now += number / 10
        look()
    while len(begun) < asked:
        now += min(turns.seconds_left(now), LENT) + 0.01
        for one in list(at_work):
            turns.done(one, now, worked=0.3)
            del at_work[one]
        look()
    assert begun == list(range(asked))
