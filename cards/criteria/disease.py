"""Questions about the cancer, its spread and its complications."""

from cards.codelists import Codelist, codelist
from cards.events import Event
from cards.logic import any_of
from cards.patient import PatientRecord, remembered

BONE_METASTASIS = codelist("bone_metastasis")
MYELOMA = codelist("multiple_myeloma")
BREAST, BREAST_IN_SITU = codelist("breast_cancer_invasive"), codelist("breast_cancer_in_situ")
BREAST_HISTORY = codelist("breast_cancer_history")
PROSTATE, PROSTATE_HISTORY = codelist("prostate_cancer"), codelist("prostate_cancer_history")
HISTORY = (BREAST_HISTORY, PROSTATE_HISTORY, codelist("myeloma_in_remission"))
RESISTANT, SENSITIVE = codelist("castration_resistant"), codelist("castration_sensitive")
CASTRATION_STATUS, ABSENT = codelist("castration_status"), codelist("absent")
SKELETAL_EVENT, PROGRESSION = codelist("skeletal_event"), codelist("bone_progression")
BONE_LESION = codelist("bone_lesion_unspecified")
CORD_COMPRESSION = codelist("cord_compression")
HOSPICE, COMFORT_CARE = codelist("hospice_care"), codelist("comfort_care")
HYPERCALCAEMIA = codelist("hypercalcaemia")


@remembered
def has_bone_metastasis(p: PatientRecord) -> bool:
    "Active, confirmed bone metastasis"
    return p.conditions(BONE_METASTASIS).active().certain().any()


@remembered
def has_myeloma(p: PatientRecord) -> bool:
    "Active, confirmed multiple myeloma"
    return p.conditions(MYELOMA).active().certain().any()


def has_bone_metastasis_or_myeloma(p: PatientRecord) -> bool:
    "Active, confirmed bone metastasis or multiple myeloma"
    return any_of(p, has_bone_metastasis, has_myeloma)


def has_primary_bone_tumour(p: PatientRecord) -> bool:
    "Primary malignant bone tumour"
    return p.conditions(codelist("primary_bone_malignancy")).active().certain().any()


def has_any_cancer(p: PatientRecord) -> bool:
    "Active, confirmed cancer"
    return p.conditions(codelist("any_cancer"), BONE_METASTASIS).active().certain().any()


@remembered
def has_or_had_cancer(p: PatientRecord) -> bool:
    "Cancer on record, also in situ, in remission or in the history"
    return p.conditions(codelist("any_cancer"), BONE_METASTASIS, BREAST_IN_SITU, *HISTORY).certain().any()


@remembered
def has_or_had_breast_cancer(p: PatientRecord) -> bool:
    "Breast cancer, also in situ, in remission or in the history"
    return p.conditions(BREAST, BREAST_IN_SITU, BREAST_HISTORY).certain().any()


@remembered
def has_prostate_cancer(p: PatientRecord) -> bool:
    "Active, confirmed prostate cancer"
    return p.conditions(PROSTATE).active().certain().any()


@remembered
def has_or_had_prostate_cancer(p: PatientRecord) -> bool:
    "Prostate cancer, also in remission or in the history"
    return p.conditions(PROSTATE, PROSTATE_HISTORY).certain().any()


def _status_on_record(p: PatientRecord, status: Codelist) -> bool:
    """A castration status as a condition, as a result of that name, or as the answer of a status observation."""

    def says_so(row: Event) -> bool:
        return status.name in row.answers or (status.name in row.concepts and ABSENT.name not in row.answers)

    return any_of(
        p,
        lambda q: q.conditions(status).active().certain().any(),
        lambda q: q.results(CASTRATION_STATUS, status).where(says_so).any(),
    )


@remembered
def is_castration_resistant(p: PatientRecord) -> bool:
    "Castration-resistant prostate cancer on record"
    return _status_on_record(p, RESISTANT)


@remembered
def is_hormone_sensitive(p: PatientRecord) -> bool:
    "Prostate cancer recorded as hormone-sensitive and not as castration-resistant"
    recorded = has_or_had_prostate_cancer(p) and _status_on_record(p, SENSITIVE)
    return recorded and not is_castration_resistant(p)


def castration_status_unknown(p: PatientRecord) -> bool:
    "Prostate cancer whose castration status is not recorded"
    return has_prostate_cancer(p) and not is_hormone_sensitive(p) and not is_castration_resistant(p)


@remembered
def had_skeletal_event_recently(p: PatientRecord) -> bool:
    "Skeletal event in the last 183 days"
    return p.conditions(SKELETAL_EVENT).certain().within(p.days("recent_sre_days")).any()


def bone_is_affected(p: PatientRecord) -> bool:
    "Bone lesion, fracture or compression on record"
    return any_of(
        p,
        lambda q: q.conditions(BONE_LESION, BONE_METASTASIS, SKELETAL_EVENT).active().certain().any(),
        lambda q: q.results(BONE_LESION).where(lambda row: ABSENT.name not in row.answers).any(),
        had_skeletal_event_recently,
    )


def bone_disease_progresses(p: PatientRecord) -> bool:
    "Progression of bone metastases on record in the last 183 days"
    days = p.days("recent_sre_days")
    return any_of(
        p,
        lambda q: q.conditions(PROGRESSION).certain().within(days).any(),
        lambda q: q.results(PROGRESSION).within(days).where(lambda row: ABSENT.name not in row.answers).any(),
    )


def has_cord_compression(p: PatientRecord) -> bool:
    "Compression of spinal cord, cauda equina or nerve root, also provisional"
    return p.conditions(CORD_COMPRESSION).active().any()


@remembered
def in_hospice(p: PatientRecord) -> bool:
    "Hospice or terminal care"
    return any_of(
        p,
        lambda q: q.conditions(HOSPICE).active().certain().any(),
        lambda q: q.procedures(HOSPICE).standing("active", "done").any(),
        lambda q: q.encounters(HOSPICE).standing("active", "done").any(),
        lambda q: q.orders(HOSPICE).standing("active", "done").any(),
    )


def comfort_care_only(p: PatientRecord) -> bool:
    "Comfort care on record"
    return any_of(p, lambda q: q.conditions(COMFORT_CARE).active().certain().any(), in_hospice)
