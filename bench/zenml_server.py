"""The server of ZenML as `zenml server up` runs it, on a store of its own in HOME: bench compares Assay with it.

Argument: the port. Answers once its store is made.
"""

import os
import sys

from zenml.config.global_config import GlobalConfiguration
from zenml.config.profile_config import ProfileConfiguration
from zenml.enums import StoreType
from zenml.repository import Repository

settings = GlobalConfiguration()
profile = ProfileConfiguration(
    name="bench",
    store_url=f"file://{os.environ['HOME']}/store",
    store_type=StoreType.LOCAL,
    active_user="default",
)
settings.add_or_update_profile(profile)
Repository.create_store(settings.get_profile("bench"), track_analytics=False)
os.environ["ZENML_PROFILE_NAME"] = "bench"

import uvicorn  # noqa: E402
from zenml.zen_server.zen_server_api import app  # noqa: E402

uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
