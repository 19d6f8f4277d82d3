"""Common given names in Denmark: enough to tell a list of persons from a list of places, not to recognise everyone."""

from __future__ import annotations

_NAMES = """
aage abdi adam agnes ahmad ahmed aisha aksel albert alberte alexander alfred ali alice alma amina amir anders andrea
andreas ane anette anita anja ann anna anne annelise annette anni anton arne arthur asger asta astrid august ayse aya
benjamin bent benny bente berit birgit birgitte birthe bjarne bo bodil brian britta camilla carina carl carla caroline
casper cecilie charlotte christian christina christine christoffer claus clara connie conny dagmar daniel david dennis
ditte dorte dorthe ea ebbe edith egon ejner elin elisabeth elise ella ellen ellie elly elna else emil emilie emily emma
emil erik erling ernst esben ester esther eva evy fatima fatma filip finn flemming frank freddy frederik frederikke
freja frida fritz georg gerda gert gitte grete grethe gunnar gurli gustav hamza hanna hannah hanne hannah hans harald
harry hasan hassan heidi heinz helen helena helene helga helge helle henning henny henrik henriette herdis hugo hussein
ib ibrahim ida inga inge inger ingrid irene isabella ismail ivan jacob jakob jan jane janne janni jean jens jeppe jesper
jette jimmy joan johan johanne john johnny jon jonas jonathan jorgen josefine julie jytte jørgen jørn kai kaj karen
karin karina karl karla kasper katja katrine kenneth kent kim kirsten kirstine kjeld klaus knud krista kristian
kristina kristine kristoffer kurt lars lasse laura laurits laust leif lena lene leo leif lilian lillian lily linda line
lis lisa lisbet lisbeth lise lissi liv liva lone lotte louis louise lucas ludvig luna lærke mads magda magnus maja
majbritt malene malou malthe margit margrethe maria marianne marie marius mark markus martha martin mary mathias
mathilde matilde maya merete merle mette mia michael mikael mikkel minna mohamad mohamed mohammad mohammed mona morten
mustafa myrna nadia nanna natasja nicklas nicolai nicoline niels nikolaj nina nora noah nour ole olga oliver omar oscar
oskar osman otto ove palle per pernille peter philip pia poul preben randi rasmus rebecca regitze rene rené rikke rita
robert rolf rosa ruth salma sandra sanne sara sarah sebastian signe sigurd silas simon simone sine sofia sofie solveig
sonja stig steen stefan steffen stine susan susanne svend sven søren tanja theodor thomas thor thorkild tim tina tobias
tom tommy tone torben tove trine troels ulla ulrik valdemar verner vibeke victor victoria viggo vera villads villy
viola vivi viktor walter wilma winnie yasmin yusuf yvonne zahra åge åse
"""
GIVEN_NAMES = frozenset(_NAMES.split())
