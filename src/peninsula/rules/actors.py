"""Codes of states (ISO 3166-1 alpha-3) and the few actors that are no state."""

from __future__ import annotations

EXTRAS = frozenset({"UNSC", "UNO", "UNC", "activists"})
CODES = """
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR
    BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG
    COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH
    FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY
    HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM
    KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL
    MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR
    NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU
    SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUN SUR SVK SVN SWE SWZ SXM SYC SYR
    TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN
    VGB VIR VNM VUT WLF WSM YEM YUG ZAF ZMB ZWE
"""
STATES = frozenset(CODES.split())
"""Present codes, with SUN and YUG for states that ended."""


def find_actor_fault(code: str) -> str:
    """What is wrong with an actor's code, or an empty text.

    >>> find_actor_fault("KOR+USA")
    ''
    >>> find_actor_fault("USA+KOR")
    "'USA+KOR' must stand in alphabetical order: KOR+USA"
    """
    parts = code.split("+")
    unknown = [part for part in parts if part not in STATES | EXTRAS]
    if unknown:
        return f"{', '.join(unknown)} is no ISO 3166-1 alpha-3 code, UNSC, UNO, UNC or activists"
    ordered = "+".join(sorted(set(parts), key=str.lower))
    return "" if code == ordered else f"{code!r} must stand in alphabetical order: {ordered}"
