"""The phrases that sentences are made of; `fields.py` fills them."""

from __future__ import annotations

from config.language import Text

PHRASES: dict[str, Text] = {
    "value": Text("{value} {when}.", "{value} {when}."),
    "latest_value": Text("{latest_full} {latest_when}.", "{latest_full} {latest_when}."),
    "latest": Text("Det seneste tal er {latest} {latest_when}.", "The latest value is {latest} {latest_when}."),
    "no_values": Text("Ingen tal endnu: {title}.", "No values yet: {title}."),
    "no_full_year": Text(
        "Der er endnu ikke tal for 12 måneder i træk: {title}.",
        "There are no values yet for 12 months in a row: {title}.",
    ),
    "reason": Text("{reason}", "{reason}"),
    "goal": Text("Målet er {goal} {deadline}.", "The target is {goal} {deadline}."),
    "goal_overdue": Text(
        "Målet var {goal} {deadline}, men tallet for {deadline_name} mangler.",
        "The target was {goal} {deadline}, but the value for {deadline_name} is missing.",
    ),
    "goal_unjudged": Text("Målet på {goal} kan ikke vurderes.", "The target of {goal} cannot be judged."),
    "met": Text("Målet på {goal} {deadline} blev nået.", "The target of {goal} {deadline} was met."),
    "met_early": Text("Målet på {goal} {deadline} er nået før tid.", "The target of {goal} {deadline} is met early."),
    "met_without_deadline": Text("Målet på {goal} er nået.", "The target of {goal} is met."),
    "met_late": Text(
        "Målet på {goal} {deadline} er nået, men for sent.", "The target of {goal} {deadline} is met, but late."
    ),
    "missed": Text(
        "Målet var {goal} {deadline} og blev ikke nået.", "The target was {goal} {deadline} and was not met."
    ),
    "missed_share": Text(
        "Målet var {goal} {deadline} og blev ikke nået: {share} af vejen.",
        "The target was {goal} {deadline} and was not met: {share} of the way.",
    ),
    "missed_away": Text(
        "Målet var {goal} {deadline} og blev ikke nået: tallet er {moved} siden {since} ({baseline}).",
        "The target was {goal} {deadline} and was not met: the value has {moved} since {since} ({baseline}).",
    ),
    "kept": Text("Målet på {goal} er fortsat opfyldt.", "The target of {goal} is still held."),
    "kept_range": Text("Tallet ligger inden for målet, {range}.", "The value lies within the target range, {range}."),
    "slipped": Text(
        "Målet på {goal} var opfyldt {baseline_when} ({baseline}), men er tabt igen: {distance} {beyond} målet.",
        "The target of {goal} was held {baseline_when} ({baseline}) but has slipped: {distance} {beyond} the target.",
    ),
    "slipped_after_deadline": Text(
        "Målet på {goal} {deadline} blev nået, men er tabt igen: {distance} {beyond} målet.",
        "The target of {goal} {deadline} was met but has slipped since: {distance} {beyond} the target.",
    ),
    "slipped_range": Text(
        "Målet er {range}, og tallet ligger {distance} {beyond}.",
        "The target range is {range}, and the value lies {distance} {beyond}.",
    ),
    "share": Text(
        "{share} af vejen er tilbagelagt på {time} af tiden.",
        "{share} of the way has been covered in {time} of the time.",
    ),
    "share_stale": Text(
        "Frem til {latest_name} var {share} af vejen tilbagelagt på {time} af tiden.",
        "Up to {latest_name}, {share} of the way had been covered in {time} of the time.",
    ),
    "only_share": Text(
        "Kun {share} af vejen er tilbagelagt på {time} af tiden.",
        "Only {share} of the way has been covered in {time} of the time.",
    ),
    "only_share_stale": Text(
        "Frem til {latest_name} var kun {share} af vejen tilbagelagt på {time} af tiden.",
        "Up to {latest_name}, only {share} of the way had been covered in {time} of the time.",
    ),
    "share_of_plan": Text(
        "{share} af vejen er tilbagelagt; planen siger {planned}.",
        "{share} of the way has been covered; the plan says {planned}.",
    ),
    "share_of_plan_stale": Text(
        "Frem til {latest_name} var {share} af vejen tilbagelagt; planen sagde {planned}.",
        "Up to {latest_name}, {share} of the way had been covered; the plan said {planned}.",
    ),
    "as_planned": Text("Tallet følger den planlagte vej.", "The value follows the planned path."),
    "no_clear_change": Text(
        "Der er ingen tydelig ændring siden {since} ({baseline}).",
        "There is no clear change since {since} ({baseline}).",
    ),
    "no_clear_change_stale": Text(
        "Frem til {latest_name} var der ingen tydelig ændring siden {since} ({baseline}).",
        "Up to {latest_name} there was no clear change since {since} ({baseline}).",
    ),
    "moving_away": Text(
        "Tallet er {moved} siden {since} ({baseline}) og går den forkerte vej.",
        "The value has {moved} since {since} ({baseline}) and is going the wrong way.",
    ),
    "moving_away_stale": Text(
        "Frem til {latest_name} gik tallet den forkerte vej; {baseline_when} var det {baseline}.",
        "Up to {latest_name} the value went the wrong way; {baseline_when} it was {baseline}.",
    ),
    "too_early": Text(
        "Kun {time} af tiden er gået, og det er for tidligt at vurdere.",
        "Only {time} of the time has gone, and it is too early to judge.",
    ),
    "too_few_since": Text(
        "Der er kun {count} siden {since}; der skal to til en vurdering.",
        "{there_is} only {count} since {since}; a verdict takes two.",
    ),
    "too_few": Text(
        "Der er kun {count} på ti år; der skal fire til at vise en retning.",
        "{there_is} only {count} in ten years; it takes four to show a direction.",
    ),
    "too_few_from": Text(
        "Der er kun {count} fra og med {since}; der skal fire til at vise en retning.",
        "{there_is} only {count} from {since} on; it takes four to show a direction.",
    ),
    "trend": Text("{it} {moves} {yearly}: det går den {way} vej.", "{it} {moves} {yearly}: {way}."),
    "trend_stale": Text(
        "Frem til {latest_name} {did_move} {it} {yearly}: det gik den {way} vej.",
        "Up to {latest_name} {it} {did_move} {yearly}: {way}.",
    ),
    "trend_slowly": Text(
        "{it} {moves} {yearly}: det går langsomt den {way} vej.", "{it} {moves} {yearly}: slowly {way}."
    ),
    "trend_slowly_stale": Text(
        "Frem til {latest_name} {did_move} {it} {yearly}: det gik langsomt den {way} vej.",
        "Up to {latest_name} {it} {did_move} {yearly}: slowly {way}.",
    ),
    "stable": Text("{the_value} er stort set uændret.", "{the_value} is almost unchanged."),
    "stable_stale": Text(
        "Frem til {latest_name} var {the_value} stort set uændret.",
        "Up to {latest_name} {the_value} was almost unchanged.",
    ),
    "undated": Text("Målet på {goal} har ingen frist.", "The target of {goal} has no deadline."),
    "undated_share": Text(
        "Målet på {goal} har ingen frist: {share} af vejen.",
        "The target of {goal} has no deadline: {share} of the way.",
    ),
    "undated_away": Text(
        "Målet på {goal} har ingen frist, og tallet er {moved} siden {since} ({baseline}).",
        "The target of {goal} has no deadline, and the value has {moved} since {since} ({baseline}).",
    ),
}

TREND_PHRASES = {
    "improving": "trend",
    "improving_slowly": "trend_slowly",
    "stable": "stable",
    "worsening_slowly": "trend_slowly",
    "worsening": "trend",
}
