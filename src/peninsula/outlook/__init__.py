"""How likely is an event in the days to come, and how good have such numbers been?"""

from peninsula.outlook.contagion import SelfExcitingRate
from peninsula.outlook.models import Climatology, RecentRate
from peninsula.outlook.published import load_published, score_published
from peninsula.outlook.regression import NegativeBinomialRate
from peninsula.outlook.rolling import HORIZONS, estimate_outlook, list_models, roll_forecasts
from peninsula.outlook.scores import measure_reliability, score_forecasts
from peninsula.outlook.sentences import (
    say_outlook,
    say_published,
    say_reliability,
    say_scores,
    say_year,
)
from peninsula.outlook.year import predict_year, summarise_year

__all__ = [
    "HORIZONS",
    "Climatology",
    "NegativeBinomialRate",
    "RecentRate",
    "SelfExcitingRate",
    "estimate_outlook",
    "list_models",
    "load_published",
    "measure_reliability",
    "predict_year",
    "roll_forecasts",
    "say_outlook",
    "say_published",
    "say_reliability",
    "say_scores",
    "say_year",
    "score_forecasts",
    "score_published",
    "summarise_year",
]
