"""A YAML scalar has the tag that ruamel.yaml gives it, and a long file takes no longer a line than a short one."""

import pytest
from rasa.shared.utils.io import read_yaml
from ruamel.yaml.resolver import VersionedResolver

from bot.overrides import yaml_tags

TEXT = """
texts: [plain, "12", 'true', "", ~x, 2024-11-27 or so, 1_000 lines, yes]
others: [12, -3.5, 0o17, 1e3, true, null, ~, 2024-11-27, 1_000, .inf, !!str 7]
folded: >
  one
  two
nested: {a: [1, {b: }]}
"""


@pytest.fixture(params=["safe", "rt"])
def read(request, monkeypatch):
    """Reads with the chosen resolver, as each of Rasa's two ways of reading does."""

    def reading(text, resolve):
        with monkeypatch.context() as patched:
            patched.setattr(VersionedResolver, "resolve", resolve)
            return read_yaml(text, reader_type=["safe", request.param])

    return reading


def test_what_is_read_is_what_ruamel_reads(read):
    ours, ruamels = read(TEXT, yaml_tags.resolve), read(TEXT, yaml_tags._ruamels)
    assert repr(ours) == repr(ruamels)
    assert [type(one) for one in ours["others"]] == [type(one) for one in ruamels["others"]]


def test_the_patterns_to_be_tried_do_not_grow_with_the_file(read):
    known = []

    def counting(resolver, kind, value, implicit):
        found = yaml_tags.resolve(resolver, kind, value, implicit)
        known.append(sum(map(len, resolver.versioned_resolver.values())))
        return found

    read("\n".join(f"- a {number}" for number in range(50)), counting)
    assert known
    assert len(set(known)) == 1
