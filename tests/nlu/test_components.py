"""The Rasa components: trained, persisted, loaded, and read with, on messages that are new each time."""

import uuid

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.components import ActClassifier, ControlClassifier, MoveClassifier, SentenceEncoder, SentenceSplitter
from bot.nlu.importer import LABELS
from bot.nlu.vocabulary import ACTS, CONTROLS, MOVES

CONTEXT = ExecutionContext(GraphSchema({}), "test")


def lines_for(labels, also=()):
    """A few training lines for each label: the label's own name in words, which is enough to be told apart."""
    texts = [(f"{label.replace('_', ' ')} {n}", [label]) for label in labels for n in ("please", "now", "again")]
    return [Message({"text": text, LABELS: labelled}) for text, labelled in [*texts, *also]]


def trained(classifier, storage, messages):
    resource = Resource(uuid.uuid4().hex)
    component = classifier.create(classifier.get_default_config(), storage, resource, CONTEXT)
    data = SentenceEncoder().process_training_data(TrainingData(training_examples=messages))
    component.train(data)
    return resource


def loaded(classifier, storage, resource):
    return classifier.load(classifier.get_default_config(), storage, resource, CONTEXT)


def read(text, *classifiers):
    """A new message through splitter, encoder and these classifiers."""
    messages = SentenceEncoder().process(SentenceSplitter().process([Message({"text": text})]))
    for classifier in classifiers:
        messages = classifier.process(messages)
    return messages[0]


@pytest.fixture
def storage(tmp_path):
    return LocalModelStorage(tmp_path)


def test_moves_trained_and_loaded_again_are_told_in_a_new_message(storage):
    resource = trained(MoveClassifier, storage, lines_for(MOVES, [("thanks and ask pay", ["thanks", "ask_pay"])]))

    message = read("ask pay please", loaded(MoveClassifier, storage, resource))

    assert message.get("intent")["name"] == "ask_pay"
    assert "ask_pay" in message.get("sentences")[0]["moves"]


def test_the_parse_data_that_leaves_the_pipeline_has_sentences_and_no_vectors(storage):
    resource = trained(MoveClassifier, storage, lines_for(MOVES))

    left = read("ask pay please", loaded(MoveClassifier, storage, resource)).as_dict(only_output_properties=True)

    assert set(left["sentences"][0]) == {"start", "end", "moves", "near", "question", "terms", "entities"}
    assert "sentence_vectors" not in left


def test_a_command_to_the_coach_becomes_the_intent_and_a_line_to_the_interviewer_does_not(storage):
    others = [("what a lovely room this is", ["no_move"]), ("we had soup", ["no_move"])]
    resource = trained(ControlClassifier, storage, lines_for(CONTROLS, others))
    controls = loaded(ControlClassifier, storage, resource)
    controls.component_config = {**controls.component_config, "min_confidence": 0.3}

    assert read("forget me please", controls).get("intent")["name"] == "forget_me"
    assert read("we had soup", controls).get("intent") is None


def test_the_interviewers_acts_leave_the_candidates_messages_alone(storage):
    others = [("we decide on Friday", ["interviewer_other"])]
    resource = trained(ActClassifier, storage, lines_for(ACTS, others))

    assert read("my one concern", loaded(ActClassifier, storage, resource)).get("intent") is None


@pytest.mark.parametrize("classifier", [MoveClassifier, ControlClassifier, ActClassifier])
def test_loading_without_a_persisted_model_fails_at_once_instead_of_at_the_first_message(classifier, storage):
    with pytest.raises((ValueError, FileNotFoundError)):
        loaded(classifier, storage, Resource("nothing here"))


def test_a_classifier_that_was_never_trained_says_so(storage):
    untrained = MoveClassifier.create({}, storage, Resource("none"), CONTEXT)
    with pytest.raises(ValueError, match="not trained"):
        read("hello", untrained)


def test_the_same_lines_train_the_same_heads_twice(storage):
    first, second = (trained(MoveClassifier, storage, lines_for(MOVES)) for _ in range(2))
    one, two = (loaded(MoveClassifier, storage, resource).heads for resource in (first, second))
    assert (one.weights == two.weights).all()
    assert (one.biases == two.biases).all()


def test_an_empty_message_has_no_sentences_and_no_move(storage):
    resource = trained(MoveClassifier, storage, lines_for(MOVES))
    message = read("", loaded(MoveClassifier, storage, resource))
    assert message.get("sentences") == []
    assert message.get("intent")["name"] == "no_move"


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ('/choose_scenario{"scenario": "own"}', 'choose_scenario{"scenario": "own"}'),
        (" //hint{}", "hint{}"),
        ("/bottleneck", "bottleneck"),
        ("/hint", "/hint"),
        ("either/or", "either/or"),
    ],
)
def test_on_no_channel_can_a_line_name_an_intent_with_entities(typed, read_as):
    assert read(typed).get("text") == read_as
