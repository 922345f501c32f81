"""The server does without TensorFlow where its model does, and says why where something asks for it."""

import subprocess
import sys

import pytest
import yaml

from bot.nlu.model import environment
from bot.no_tensorflow import needs_none
from bot.settings import ROOT


def run(code):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, env=environment(), capture_output=True, text=True
    )
    return done


def config(tmp_path, pipeline, policies=("RulePolicy",)):
    path = tmp_path / "config.yml"
    named = {"pipeline": [{"name": one} for one in pipeline], "policies": [{"name": one} for one in policies]}
    path.write_text(yaml.safe_dump(named))
    return path


def test_our_model_needs_none():
    assert needs_none(ROOT / "config.yml")


@pytest.mark.parametrize("policies", [("RulePolicy",), ("RulePolicy", "TEDPolicy")])
def test_a_model_with_one_of_rasas_networks_gets_it(tmp_path, policies):
    pipeline = ("bot.nlu.components.SentenceSplitter", "DIETClassifier")
    assert not needs_none(config(tmp_path, pipeline, policies))


def test_the_server_loads_its_model_and_answers_without_it():
    done = run(
        "import asyncio\n"
        "from bot.no_tensorflow import leave_out\n"
        "from bot.settings import ROOT\n"
        "print(leave_out(ROOT / 'config.yml'))\n"
        "from rasa.core.agent import Agent\n"
        "from bot.nlu.model import MODEL\n"
        "import tensorflow\n"
        "print(hasattr(tensorflow, '__version__'))\n"
        "parsed = asyncio.run(Agent.load(str(MODEL)).parse_message('When do you hope to decide?'))\n"
        "print(parsed['intent']['name'])\n"
    )
    words = done.stdout.split()
    assert (words[:2], words[-1]) == (["True", "False"], "next_steps"), done.stderr


def test_whoever_calls_it_is_told_that_it_was_left_out():
    done = run(
        "from bot.no_tensorflow import leave_out\n"
        "from bot.settings import ROOT\n"
        "leave_out(ROOT / 'config.yml')\n"
        "import tensorflow as tf\n"
        "class Layer(tf.keras.layers.Layer):\n"
        "    def call(self, x: tf.Tensor) -> tf.Tensor: ...\n"
        "tf.constant([1, 2], dtype=tf.float32)\n"
    )
    assert "RuntimeError: tensorflow.constant was left out: no component in config.yml needs TensorFlow" in done.stderr
