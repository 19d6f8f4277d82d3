"""Names of municipalities that were merged in 2007 or before: only to tell a person why a place is not known.

Those whose names live on in another municipality (Faaborg, Vejen) are left out where a reader could mean that one.
"""

from __future__ import annotations

from functools import cache

from config.letters import key

_NAMES = """
Allinge-Gudhjem, Hasle, Nexø, Rønne, Aakirkeby, Fredensborg-Humlebæk, Frederiksværk, Græsted-Gilleleje, Helsinge,
Hundested, Jægerspris, Karlebo, Ølstykke, Skibby, Skævinge, Slangerup, Stenløse, Birkerød, Farum, Værløse, Søllerød,
Ledøje-Smørum, Bramsnæs, Gundsø, Hvalsø, Ramsø, Skovbo, Vallø, Bjergsted, Dianalund, Dragsholm, Fuglebjerg, Gørlev,
Hashøj, Haslev, Hvidebæk, Høng, Jernløse, Korsør, Nykøbing-Rørvig, Skælskør, Stenlille, Svinninge, Tornved, Trundholm,
Tølløse, Fladså, Holeby, Holmegaard, Højreby, Langebæk, Maribo, Møn, Nakskov, Nysted, Nørre Alslev, Nykøbing Falster,
Præstø, Ravnsborg, Rudbjerg, Rødby, Rønnede, Sakskøbing, Stubbekøbing, Suså, Sydfalster, Bogense, Broby, Egebjerg, Ejby,
Glamsbjerg, Gudme, Haarby, Langeskov, Marstal, Munkebo, Nørre Aaby, Otterup, Ringe, Rudkøbing, Ryslinge, Sydlangeland,
Tommerup, Tranekær, Ullerslev, Vissenbjerg, Ærøskøbing, Ørbæk, Aarup, Årslev, Søndersø, Augustenborg, Bov, Bredebro,
Broager, Christiansfeld, Gram, Gråsten, Højer, Løgumkloster, Lundtoft, Nordborg, Nørre Rangstrup, Rødding, Rødekro,
Skærbæk, Sundeved, Sydals, Tinglev, Vojens, Bramming, Brørup, Blaabjerg, Blåvandshuk, Grindsted, Helle, Holsted, Ribe,
Ølgod, Brædstrup, Børkop, Egtved, Gedved, Give, Jelling, Juelsminde, Lunderskov, Nørre-Snede, Tørring-Uldum, Vamdrup,
Aulum-Haderup, Brande, Egvad, Holmsland, Thyborøn-Harboøre, Thyholm, Trehøje, Ulfborg-Vemb, Videbæk, Vinderup, Aaskov,
Ebeltoft, Galten, Gjern, Grenaa, Hadsten, Hammel, Hinnerup, Hørning, Langå, Mariager, Midtdjurs, Nørhald, Nørre Djurs,
Purhus, Rosenholm, Rougsø, Ry, Rønde, Sønderhald, Them, Bjerringbro, Fjends, Hanstholm, Hvorslev, Karup, Kjellerup,
Møldrup, Sallingsund, Spøttrup, Sundsøre, Sydthy, Tjele, Aalestrup, Arden, Brovst, Dronninglund, Farsø, Fjerritslev,
Hadsund, Hals, Hirtshals, Løgstør, Løkken-Vrå, Nibe, Nørager, Pandrup, Sejlflod, Sindal, Skagen, Skørping, Støvring,
Sæby, Aabybro, Aars, Ringkøbing, Skjern, Ikast
"""


@cache
def former_municipalities() -> frozenset[str]:
    """Their keys (`config.letters.key`)."""
    return frozenset(key(name) for name in " ".join(_NAMES.split()).split(", "))
