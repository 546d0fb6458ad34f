"""Drives the stores of the MLTE client for users, groups, catalogs and lists. Exits 1 on the first surprise.

Usage: mlte_stores.py <url> <user>, the password in MLTE_FLOW_PASSWORD; the user is an administrator of an otherwise
unused server, or of one where nobody minds people and groups named after the moment.
"""

import sys
import time

import mlte.store.error as errors
from mlte.artifact.model import ArtifactHeaderModel, ArtifactModel
from mlte.artifact.type import ArtifactType
from mlte.catalog.model import CatalogEntry, CatalogEntryHeader
from mlte.context.model import Model, Version
from mlte.custom_list.custom_list_names import CustomListName
from mlte.custom_list.model import CustomListEntryModel
from mlte.negotiation.model import NegotiationCardModel, SystemDescriptor
from mlte.session import get_session
from mlte.store.query import IdentifierFilter, PropertyFilter, Query, TagFilter
from mlte.user.model import BasicUser, Group, MethodType, Permission, ResourceType, RoleType, UserWithPassword
from mlte_client import check, connect, names, raises

MOMENT = time.time_ns()


def models(stores):
    with_models = stores.artifact_store.session()
    model = f"stores/{MOMENT}"
    with_models.model_mapper.create(Model(identifier=model))
    raises("a model made twice is an ErrorAlreadyExists", errors.ErrorAlreadyExists, lambda: with_models.model_mapper.create(Model(identifier=model)))
    with_models.version_mapper.create(Version(identifier="v/1"), model)
    check("a model is read with its versions", [v.identifier for v in with_models.model_mapper.read(model).versions] == ["v/1"])
    check("models are listed by name", model in names(with_models.model_mapper))
    check("versions are listed by name", names(with_models.version_mapper, model) == ["v/1"])
    card = ArtifactModel(
        header=ArtifactHeaderModel(identifier="card.default", type=ArtifactType.NEGOTIATION_CARD),
        body=NegotiationCardModel(system=SystemDescriptor(task="Find flowers")),
    )
    written = with_models.artifact_mapper.write_artifact(model, "v/1", card)
    check("an artifact is read as it was written", with_models.artifact_mapper.read("card.default", (model, "v/1")) == written)
    found = with_models.artifact_mapper.search(Query(filter=IdentifierFilter(id="card.default")), (model, "v/1"))
    check("an artifact is found by its identifier", found == [written])
    check("a deleted artifact comes back once more", with_models.artifact_mapper.delete("card.default", (model, "v/1")) == written)
    check("a deleted version comes back once more", with_models.version_mapper.delete("v/1", model).identifier == "v/1")
    check("a deleted model comes back once more", with_models.model_mapper.delete(model).identifier == model)
    raises("then it is an ErrorNotFound", errors.ErrorNotFound, lambda: with_models.model_mapper.read(model))
    return model


def people(stores):
    session = stores.user_store.session()
    raises("who has not signed in is told so", errors.UnauthenticatedError, lambda: names(session.user_mapper))
    # This store never signs in by itself: whoever uses it does.
    for mapper in (session.user_mapper, session.group_mapper, session.permission_mapper):
        mapper.storage.start_session()

    name, group_name = f"wren-{MOMENT}", f"birds-{MOMENT}"
    group = Group(
        name=group_name,
        permissions=[
            Permission(resource_type=ResourceType.CUSTOM_LIST, method=MethodType.GET),
            Permission(resource_type=ResourceType.CATALOG, method=MethodType.GET),
        ],
    )
    by_text = sorted(permission.to_str() for permission in group.permissions)
    texts = lambda group: sorted(permission.to_str() for permission in group.permissions)
    check("a group is made as it was given", texts(session.group_mapper.create(group)) == by_text)
    check("a group is read back", texts(session.group_mapper.read(group_name)) == by_text)
    check("groups are listed by name", group_name in names(session.group_mapper))
    check("permissions are listed as text", "catalog-get" in names(session.permission_mapper))
    group.permissions.append(Permission(resource_type=ResourceType.CUSTOM_LIST, method=MethodType.POST))
    check("a group may be given more", "custom_list-post" in texts(session.group_mapper.edit(group)))

    made = session.user_mapper.create(
        UserWithPassword(username=name, password="wrens in the wall", full_name="A Wren", groups=[Group(name=group_name)])
    )
    check("a person is made, and no hash comes back", made.hashed_password == "" and made.role == RoleType.REGULAR)
    check("they are in their group", group_name in [g.name for g in session.user_mapper.read(name).groups])
    check("people are listed by name", name in names(session.user_mapper))
    raises("a person made twice is an ErrorAlreadyExists", errors.ErrorAlreadyExists, lambda: session.user_mapper.create(UserWithPassword(username=name, password="wrens in the wall")))
    edited = session.user_mapper.edit(BasicUser(username=name, full_name="Two Wrens", groups=[Group(name=group_name)]))
    check("a person is changed", edited.full_name == "Two Wrens")

    own = type(session.user_mapper.storage.client)(name, "wrens in the wall")
    own.authenticate(f"{session.user_mapper.storage.clean_url}/api")
    get = lambda path: own.get(f"{session.user_mapper.storage.clean_url}/api/{path}").status_code
    check("the password still opens, and the group what it is for", (get("user/me"), get("custom_lists"), get("user")) == (200, 200, 403))

    check("a deleted group comes back once more", session.group_mapper.delete(group_name).name == group_name)
    check("a deleted person comes back once more", session.user_mapper.delete(name).username == name)
    raises("then they are an ErrorNotFound", errors.ErrorNotFound, lambda: session.user_mapper.read(name))
    check("and their token opens nothing", get("user/me") == 401)


def lists(stores):
    mapper = stores.custom_list_store.session().custom_list_entry_mapper
    mapper.storage.start_session()
    tag = CustomListEntryModel(name=f"tag {MOMENT}/a", description="of this run")
    check("an entry is made as it was given", mapper.create(tag, CustomListName.TAGS) == tag)
    raises("an entry made twice is an ErrorAlreadyExists", errors.ErrorAlreadyExists, lambda: mapper.create(tag, CustomListName.TAGS))
    check("an entry is read back", mapper.read(tag.name, CustomListName.TAGS) == tag)
    tag.description = "still of this run"
    check("an entry is changed", mapper.edit(tag, CustomListName.TAGS) == tag)
    check("a list holds its entries", tag.name in names(mapper, CustomListName.TAGS))
    stray = CustomListEntryModel(name=f"quality {MOMENT}", description="of no category")
    raises("a quality attribute needs a category", errors.ErrorNotFound, lambda: mapper.create(stray, CustomListName.QUALITY_ATTRIBUTES))
    check("a deleted entry comes back once more", mapper.delete(tag.name, CustomListName.TAGS) == tag)


def catalogs(stores, user):
    mapper = stores.catalog_stores.session().get_session("local").entry_mapper
    entry = CatalogEntry(
        header=CatalogEntryHeader(identifier=f"local--blur {MOMENT}"),
        tags=["Image"],
        quality_attribute="Robustness",
        code="def blur(image):\n    return image\n",
        description="Blurs an image",
    )
    made = mapper.create_with_header(entry, user="somebody else")
    check("an entry is stamped with who made it", (made.header.creator, made.header.catalog_id) == (user, "local"))
    check("its code comes back as it was written", made.code == entry.code)
    composite = f"local--{made.header.identifier}"
    check("an entry is read back", mapper.read(composite) == made)
    raises("an entry made twice is an ErrorAlreadyExists", errors.ErrorAlreadyExists, lambda: mapper.create(entry))
    entry.description = "Blurs an image a little"
    changed = mapper.edit_with_header(entry, user="somebody else")
    check("a change is stamped with who made it", (changed.header.updater, changed.description) == (user, entry.description))
    check("entries of all catalogs are listed", made.header.identifier in names(mapper))
    both = [TagFilter(name="tags", tag="image"), PropertyFilter(name="quality_attribute", property="robust")]
    for one in both:
        found = [each.header.identifier for each in mapper.search(Query(filter=one))]
        check(f"an entry is found by its {one.type}", made.header.identifier in found)
    entry.header.identifier = "sample--mine"
    raises("nobody writes into the read-only catalog", errors.ForbiddenError, lambda: mapper.create(entry))
    check("a deleted entry comes back once more", mapper.delete(composite).header.identifier == made.header.identifier)
    raises("then it is an ErrorNotFound", errors.ErrorNotFound, lambda: mapper.read(composite))


def main():
    user = connect()
    stores = get_session().stores
    models(stores)
    people(stores)
    lists(stores)
    catalogs(stores, user)


if __name__ == "__main__":
    sys.exit(main())
