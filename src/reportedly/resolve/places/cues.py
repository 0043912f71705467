"""The words around a place that tell its role: what each pattern is for stands with the rule in `roles` that asks it. English news."""

import re

ACTING_REGIONS = frozenset(("european union", "europe", "africa", "asia", "latin america", "middle east", "america", "americas", "gulf states",
                            "baltic states", "nordic countries", "western europe"))
FEATURES = (r"(?:air ?space|airports?|archipelago|army bases?|avenues?|bases?|bay|beach(?:es)?|borders?|bridges?|camps?|capital|cities|"
            r"city|coast(?:line|s)?|coastal|countryside|deserts?|docks?|downtown|east(?:ern)?|exclave|exclusive economic zone|farms?|"
            r"fields?|flats?|forests?|frontier|harbou?rs?|highlands?|hills?|hospitals?|interior|islands?|lakes?|lowlands?|mainland|"
            r"markets?|mines?|mountains?|north(?:ern)?|old (?:city|town)|outskirts|parks?|peninsula|plains?|ports?|prisons?|provinces?|"
            r"railways?|ranges?|regions?|rivers?|roads?|schools?|shores?|soil|south(?:ern|-east|-west)?|squares?|states?|stations?|"
            r"streets?|suburbs?|territor(?:y|ial|ies)|towns?|universit(?:y|ies)|valleys?|villages?|waters|west(?:ern)?|second[- ]largest|"
            r"largest|biggest|third[- ]largest|main|central|cent(?:re|er))")
COMPOUND = (r"(?:terminal|base|camps?|crossing|port|airport|airfield|air ?base|plant|refiner(?:y|ies)|region|area|areas|front|"
            r"front ?lines?|border|prison|jail|station|markets?|hospitals?|schools?|bridge|dam|mines?|depot|reservoir|suburbs?|district|"
            r"streets?|roads?|motorway|highway|coast|coastline|harbou?r|earthquake|quake|floods?|flooding|fires?|wildfires?|blaze|"
            r"explosion|blast|bombing|attacks?|shooting|massacre|crash|siege|offensive|pocket|corridor|talks|summit|conference|peninsula|"
            r"countryside|fields?|oilfield|gasfield|mountains?|sector|axis|direction|salient|bridgehead|village|town|suburb|neighbou?rhood|"
            r"tunnel|strip|enclave|exclave|province|county|state line|shore|shores|beach|beaches|waterfront|outskirts|skies|airspace|"
            r"shipyard|warehouse|factory|steelworks|mill|smelter|stadium|racecourse|circuit|square|cathedral|mosque|church|synagogue|"
            r"temple|campus|hotel|museum|zoo|theatre|theater|park|cemetery|headquarters|office|offices|apartment|flat|home|house|mansion|"
            r"estate|store|shop|supermarket|bakery|farm|ranch|orchard|vineyard|metro|subway|underground|station|line|ferry|canal|strait|"
            r"delta|basin|valley|wetlands?|forest|hub|checkpoint|garrison|barracks|laborator(?:y|ies)|lab|site|yard|pipeline|refugee camp|"
            r"displacement camp|detention cent(?:re|er)|detention camp|military base|nuclear (?:power )?(?:plant|station|site)|"
            r"power (?:plant|station)|train station|railway station|bus station|oil terminal|oil field|gas field|city cent(?:re|er)|storm|"
            r"hurricane|typhoon|cyclone|landslide|avalanche|outbreak|protests?|riots?|marathon|games|festival|airlift|evacuation|"
            r"campaign trail|film festival)\b")
KINDS_OF = (r"(?:border|rail|railway|oil|gas|military|naval|air|main|central|international|refugee|train|bus|power|training|drone|grain|"
            r"container|summer|winter|peace|climate|security|trade|nuclear|mass|school|mosque|nightclub|car|truck|knife|train|plane|"
            r"suicide)")
PEOPLE = (r"(?:lawmakers?|police|coach|manager|striker|midfielder|defender|goalkeeper|captain|governor|mayor|prosecutors?|government|"
          r"authorities|officials?|regime|council|councillors?|residents?|side|team|club|players?|fans|supporters|parliament|army|forces|"
          r"troops|militants?|rebels?|court|judge|jury|bourse|exchange|stocks?|correspondent|bureau|lawyer|attorney|senator|congressman|MP|"
          r"MPs|bishop|archbishop|imam|rabbi|native|resident|man|woman|couple|family|teenager|businessman|newspaper|daily|agreement|"
          r"accords?|treaty|protocol|pact|declaration|deal|convention|administration|ministry|leadership|leaders?|delegation|negotiators?|"
          r"diplomats?|ambassador|embassy)\b")
COORDINATED = re.compile(r"(?:,|,? (?:and|or|as well as|nor|then)|, and) ?(?:in |the |both |also )*$")
MOVING = re.compile(r"\b(?:go(?:es|ing)?|gone|went|travel\w*|trips?|fl(?:y|ies|ew|ight|ights|ying|own)|return\w*|mov(?:e|es|ed|ing)|"
                    r"send\w*|sent|ship(?:s|ped|ping|ments?)?|deliver\w*|export\w*|import\w*|deploy\w*|dispatch\w*|transfer\w*|deport\w*|"
                    r"extradit\w*|withdr\w+|pull(?:ed|ing)? (?:out|back)|evacuat\w*|flee\w*|fled|flight|bring\w*|brought|tak(?:e|es|en|"
                    r"ing)|took|suppl(?:y|ies|ied)|pipelines?|routes?|roads?|ways?|way|visits?|journey\w*|convoys?|arriv\w*|cross\w*|"
                    r"smuggl\w*|transport\w*|come|comes|came|coming|head\w*|driv\w*|drove|march\w*|trade|sales?|sell\w*|sold|arms|weapons|"
                    r"missiles?|extend\w*|repatriat\w*|migrat\w*|emigrat\w*|escap\w*|mov(?:e|ed|ing)|tour|railway|rail|trains?|bus(?:es)?|"
                    r"ferr(?:y|ies)|links?|bound|sail\w*|transit\w*|rout\w+|carry\w*|carri\w+|haul\w*|exil\w+|invit\w+|relocat\w*|cargo\w*|"
                    r"truck\w*|lorr\w+|gas|oil|grain|goods|spread\w*|border\w*|hail\w*|originat\w*|launch\w*|fir(?:ed|ing)|leav\w+|left|"
                    r"depart\w*|reach\w*|migrants?|refugees?|asylum|workers|students|pilgrims|tourists|soldiers|troops|fighters|people|"
                    r"families|volunteers|passengers)\b", re.IGNORECASE)
STAYING = re.compile(r"\b(?:ties|relations?|ambassadors?|threats?|aid|assistance|help|support|loyal|linked|link|response|respon\w+|"
                     r"apolog\w+|according|compar\w+|relative|owed|belong\w*|lost|beaten|opposed|opposition|committed|commitment|attitude|"
                     r"approach|message|letter|appeal\w*|signal|warning|guarantees?|concessions?|loans?|debt|pressure|demands?|calls?|"
                     r"criticism|backing|permission|approval|interference|independence|independent|answer|due|harm|damage|danger|hostile|"
                     r"unacceptable|pass(?:ed|ing)|objections?|next|thanks?|sanctions|earn\w*|money|currency|funds?|attacks?|protect\w*)\b")
OFFICE = re.compile(r"\b(?:governors?|mayors?|presidents?|(?:prime )?ministers?|kings?|queens?|princes?|emirs?|sultans?|leaders?|heads?|"
                    r"chiefs?|government|parliament|universit(?:y|ies)|(?<!left )(?<!right )(?<!east )(?<!west )(?<!north )(?<!south )bank|"
                    r"army|bishops?|archbishops?|dukes?|duchess|earls?|lords?|ambassadors?|republic|commonwealth|kingdom|"
                    r"people'?s? republic|state attorney|attorney general|secretary|court|courts|council|ministry|embassy|consulate|club|"
                    r"team|champions?|name|flag|history|support|recognition|sovereignty|behalf|view|views|criticism|control|conquest|fan|"
                    r"fans|friend|friends|ally|allies|enemy|enemies|instead|because|speaking|think|thought|capable|accus\w+|patriarch|pope|"
                    r"diocese|archdiocese|likes|institute|college|bureau) of(?: the)?$", re.IGNORECASE)
GEOGRAPHIC_OF = re.compile(r"(?:coast|coasts|city|cities|town|towns|village|villages|north|south|east|west|north-?\w+|south-?\w+|capital|"
                           r"parts?|areas?|outskirts|cent(?:re|er)|streets?|port|ports|border|borders|region|regions|provinces?|state|"
                           r"districts?|suburbs?|edge|heart|interior|middle|most|much|rest|half|swathes?|tracts?|territor(?:y|ies)|soil|"
                           r"waters?|shores?|mountains|islands?|peninsula|corner|tip|out|outside|upstream|downstream|inside|"
                           r"neighbou?rhoods?|kilomet(?:re|er)s|miles|km|ahead|short|control of parts?|roads?|skies|airspace|hills|plains|"
                           r"forests?|deserts?|kilomet(?:re|er) (?:north|south|east|west)|enclave|community|settlement|mainland|jungles?|"
                           r"prisons?|hospitals?|schools?|universities|villages and towns) of(?: the)?(?: \w+ern)?$", re.IGNORECASE)
STRONG = re.compile(r"\b(?:in|near|nearby|at|outside|inside|within|around|across|throughout|off|into|onto|via|through|along|beyond|"
                    r"towards?|amid|above|beneath|upriver from|close to|next to|adjacent to|facing|opposite|en route to|on (?:its|their|"
                    r"his|her|the) way to|on the (?:road|route|outskirts|border|coast|edge|outskirts) (?:to|of|from)|(?:north|south|east|"
                    r"west|north-?east|north-?west|south-?east|south-?west)(?:ern|wards?)? (?:of|from)|(?:border|borders|frontier) (?:with|"
                    r"to)|bordering|neighbou?ring|bound for|destined for|head(?:ed|ing|s)? for|made for|depart(?:s|ed|ing)? for|set(?:s|"
                    r"ting)? (?:off|sail|out) for|based in|born in|down|up)(?: the)?(?: (?:city|town|village)(?: of)?)?$", re.IGNORECASE)
BE_THERE = re.compile(r"\b(?:le(?:ft|aves?|aving)|reach(?:es|ed|ing)?|enter(?:s|ed|ing)?|visit(?:s|ed|ing)?|tour(?:s|ed|ing)?|cross(?:es|"
                      r"ed|ing)?|flee(?:s|ing)?|fled|quit(?:s|ting)?|depart(?:s|ed|ing)?|exit(?:s|ed|ing)?|inhabit\w*|roam\w*|travers\w+|"
                      r"transit(?:s|ed|ing)?|leave for|circl\w+|overfl\w+)(?: the)?$")
STRIKE = re.compile(r"\b(?:hit(?:s|ting)?|struck|strik(?:e|es|ing)|shell(?:s|ed|ing)?|bomb(?:s|ed|ing)?|bombard(?:s|ed|ing)?|pound(?:s|ed|"
                    r"ing)?|batter(?:s|ed|ing)?|lash(?:es|ed|ing)?|flood(?:s|ed|ing)?|rock(?:s|ed|ing)?|sh(?:ake|akes|ook|aking)|"
                    r"devastat(?:e|es|ed|ing)|destroy(?:s|ed|ing)?|seiz(?:e|es|ed|ing)|captur(?:e|es|ed|ing)|t(?:ake|akes|ook|aking|aken)|"
                    r"re(?:take|takes|took|taking|capture|captured|capturing|gain|gained)|liberat(?:e|es|ed|ing)|besieg(?:e|es|ed|ing)|"
                    r"surround(?:s|ed|ing)?|encircl(?:e|es|ed|ing)|attack(?:s|ed|ing)?|storm(?:s|ed|ing)?|overr[ua]n(?:s|ning)?|"
                    r"approach(?:es|ed|ing)?|evacuat(?:e|es|ed|ing)|occup(?:y|ies|ied|ying)|annex(?:es|ed|ing)?|invad(?:e|es|ed|ing)|"
                    r"hold(?:s|ing)?|held|enter(?:s|ed|ing)?|defend(?:s|ed|ing)?|target(?:s|ed|ing)?|raid(?:s|ed|ing)?|blockad(?:e|es|ed|"
                    r"ing)|control(?:s|led|ling)?|engulf(?:s|ed|ing)?|swe(?:ep|eps|pt) (?:through|across)|rebuild(?:s|ing)?|rebuilt|"
                    r"cut(?:s|ting)? off|isolat(?:e|es|ed|ing)|abandon(?:s|ed|ing)?|block(?:s|ed|ing)?|burn(?:s|ed|ing)?|level(?:s|led|"
                    r"ling)?|raz(?:e|es|ed|ing)|loot(?:s|ed|ing)?|infiltrat\w+|isolat\w+|bypass\w*|connect(?:s|ed|ing)?|link(?:s|ed|ing)?|"
                    r"join(?:s|ed|ing)?)(?: the)?$")
PHYSICAL_ON = re.compile(r"\b(?:attacks?|strikes?|raids?|assaults?|advanc\w*|march\w*|bomb\w*|shell\w*|drones?|missiles?|rockets?|"
                         r"land(?:ed|s|ing)?|clos(?:e|es|ed|ing) in|base|fire|fell|lives?|living|situated|located|stationed|holiday\w*|"
                         r"offensive|barrage|bombardment|hits?|drop\w*|arriv\w*|descend\w*|converg\w*|ashore|crash\w*|stranded|erupt\w*|"
                         r"trapped|camp\w*|hike\w*|climb\w*)\b")
SKY = re.compile(r"\b(?:fl(?:y|ew|ies|ying|own|ight|ights)|skies|airspace|sky|drones?|jets?|aircraft|helicopters?|shot down|downed|"
                 r"intercept\w*|smoke|planes?|missiles?|balloons?|storm|clouds?|hover\w*)\b")
BETWEEN = re.compile(r"\b(?:border|frontier|line|road|route|highway|motorway|railway|rail link|ferry|flight|flights|train|trains|ferries|"
                     r"strait|corridor|bridge|tunnel|pipeline|midway|distance|halfway|somewhere|crossing|canal|"
                     r"sea) (?:\w+ )?between(?: the)?$")
PLACE_OF_EVENT = re.compile(r"\b(?:siege|battle|capture|seizure|bombing|bombardment|shelling|fall|liberation|evacuation|destruction|"
                            r"occupation|annexation|invasion|storming|encirclement|defen[cs]e|loss|recapture|reconstruction|rebuilding|"
                            r"residents?|people|population|inhabitants|ruins|people out|blockade|conquest|takeover|flooding|isolation|map|"
                            r"maps|images?|control|tours?|overflight|raid|raids|bishopric) of(?: the)?$")
MIGHT_BE_CLUB = re.compile(r"\b(?:against|beat|beats|beating|defeat\w*|lost to|loses to|draw with|drew with|win over|won \d+-\d+ (?:at|"
                           r"over)|thrash\w*|face|faces|faced|facing|host|hosts|hosted|signed for|sign for|joined|play|plays|played|"
                           r"playing|coach|coaches|transfer to|loan to|loan from|victory over|v|vs\.?)(?: the)?$")
RESULT = re.compile(r"\b\d{1,2}[-–]\d{1,2}\b|\b(?:goals?|striker|midfielder|league|Premier|Cup|coach|kick-off|penalt(?:y|ies)|fixture|"
                    r"innings|wickets?|quarterback|touchdowns?|playoffs?)\b")
ORG_TAIL = re.compile(r"[ -](?:Post|Times|Herald|Tribune|Gazette|Journal|News|Daily|Chronicle|Telegraph|Press|Radio|TV|Television|United|"
                      r"City FC|FC|Rovers|Rangers|Wanderers|Albion|Athletic|Hotspur|Villa|Bulls|Bears|Cubs|Lakers|Knicks|Yankees|Mets|"
                      r"Giants|Jets|Eagles|Cowboys|Patriots|Celtics|Raptors|Heat|Magic|Hawks|Braves|Falcons|Saints|Bank|Airlines|Airways|"
                      r"Group|Inc|Corp|Ltd|plc|Stock Exchange|Exchange|Orchestra|Philharmonic|Symphony|Opera|Ballet|Convention|Agreement|"
                      r"Accords?|Protocol|Treaty|Declaration|Mercantile|Oil|Gas|Energy|Express|Airport Authority|Department|Police|Council|"
                      r"Court|Legislature|Assembly|Senate|Parliament|Ministry|Republic|Union|Observer|Monitor|Review|Institute|Foundation|"
                      r"Observatory|University|College|Liberation|Army|National|Democratic|Party|Front|Movement|Defen[cs]e|Command|"
                      r"Military|Navy|Guard|Police|Sheriff)\b")
VERB_ACTS = re.compile(r"\s(?:has |have |had |will |would |could |may |might |also |again |now |still |not |never |already |"
                       r"recently )*(?:sa(?:id|ys)|told|warned|denied|accused|plans?|planned|wants?|wanted|vowed|agreed|rejected|announced|"
                       r"urged|called|demanded|insisted|sent|sends|send|signed|signs|imposed|believes?|hopes?|expects?|paid|pays|bought|"
                       r"sold|won|wins|win|beat|beats|lost|refused|offered|supports?|backs?|blamed|condemned|welcomed|approved|ordered|"
                       r"launched|fired|deployed|invaded|attacked|struck|violated|voted|decided|considers?|seeks?|sought|must|should|"
                       r"needs?|recogni[sz]es?|does|did|put|took|takes|gives?|gave|is (?:willing|ready|seeking|considering|planning|trying|"
                       r"expected to)|was (?:willing|ready)|are |claims?|claimed)\b")
LOCATION_STATE = re.compile(r"\s(?:(?:was|were|is|are|has been|had been|have been|came|comes|remains?|remained|lies|lay|stands|fell|falls|"
                            r"suffered|saw|had seen|has seen|sits|faces|woke|experienced|lost power)\b(?! (?:willing|ready|seeking|"
                            r"considering|planning|trying|expected to|prepared|determined|not|accused|said|believed))|(?:under|without|"
                            r"where|which lies|also came)\b)")
SITE = re.compile(r"(?i)\b(?:air ?base|airport|crossing|camp|plant|peninsula|valley|islands?|archipelago|strip)$")
PART = re.compile(r"(?i)(?:north|south|east|west|central|coastal|rural|mainland|occupied|annexed|mid|upper|lower)\w*[ -]|\b(?:parts|areas?|"
                  r"territor(?:y|ies)|city|town|port) of ")
SHORT_FORM = frozenset({"US", "U.S.", "UK", "U.K.", "EU", "E.U.", "UN", "U.N.", "UAE", "DRC", "U.S"})
NO_NOUN = re.compile(r" (?:in|on|and|or|by|for|to|from|with|since|after|before|as|at|that|which|who|when|where|while|is|was|were|are|has|"
                     r"have|had|will|would|could|may|might|should|can|also|said|says|this|last|next|over|during|under|about|against|but|if|"
                     r"because|until|through|between|into|than|the|a|an|not|only|now|then|again|today|earlier|later|early|late|illegally|"
                     r"legally|despite|without|alone|itself|amid|via|so|it|they|he|she)\b")
PARTIES = re.compile(r"\b(?:agreements?|deals?|talks|match(?:es)?|games?|treat(?:y|ies)|war|wars|conflict|relations?|ties|dispute|rivalry|"
                     r"tensions?|pact|contract|derby|final|semi-?final|cooperation|negotiations|accord|truce|ceasefire|exchange|trade|"
                     r"differences?|clashes|feud|alliance|summit|meeting|choice|choose|compar\w+|split|divided) (?:\w+ )?"
                     r"between(?: the)?$", re.IGNORECASE)
NATURE = re.compile(r"\b(?:storms?|hurricanes?|typhoons?|cyclones?|(?:earth)?quakes?|floods?|rains?|winds?|tsunamis?|heat ?waves?|"
                    r"droughts?|wildfires?|blackouts?|outages?|pandemic|virus|tornado(?:e?s)?|snow\w*|blizzards?|monsoon|waves?|"
                    r"[A-Z][a-z]+ made landfall|aftershocks?|eruption|tremors?)\b", re.IGNORECASE)
RELATIVE = re.compile(r", (?:which|where|a|an|the) [^,.\n]{0,80},")
