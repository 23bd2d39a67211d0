import { speechLanguage } from './language.ts';

export const GERMAN = speechLanguage({
  finite: `
    sagte sagt sagten gesagt erklärte erklärt betonte betont warnte warnt gewarnt kritisierte kritisiert
    meinte meint fügte schrieb schreibt geschrieben forderte fordert gefordert bezeichnete bezeichnet nannte
    nennt bekräftigte bekräftigt räumte berichtete berichtet antwortete antwortet fragte fragt ergänzte
    ergänzt behauptete behauptet mahnte mahnt versicherte versichert verlangte verlangt unterstrich
    unterstreicht wies teilte kündigte lobte sprach spricht urteilte urteilt verteidigte verteidigt
    wiederholte wiederholt bestätigte bestätigt bestritt bestreitet beklagte beklagt rief äußerte argumentierte`,
  participle: '',
  accordingTo: String.raw`[Ll]aut|[Nn]ach Angaben von|[Ss]o(?=\s\p{Lu}\p{L}*[\p{L}\s’'-]*[.,;]|\s\p{Lu}[\p{L}’'-]*(?:\s\p{Lu}[\p{L}’'-]*)*$)`,
  auxiliary: 'hat hatte habe wird würde',
  adverb: 'auch dann später erneut wiederholt bereits zuvor jedoch aber nun weiter',
  pronoun: 'er sie',
  pronounAhead: String.raw`\s(?:er|sie)`,
  governing: `
    von vom zu zum zur mit bei beim für gegen an am auf in im aus nach über unter um vor als wie und oder des`,
  title: `
    präsident präsidentin bundespräsident bundeskanzler bundeskanzlerin kanzler kanzlerin außenminister
    außenministerin verteidigungsminister verteidigungsministerin innenminister innenministerin
    finanzminister finanzministerin wirtschaftsminister wirtschaftsministerin justizminister
    gesundheitsminister minister ministerin ministerpräsident ministerpräsidentin premierminister premier
    premierministerin staatssekretär bürgermeister bürgermeisterin oberbürgermeister
    oberbürgermeisterin sprecher sprecherin regierungssprecher regierungssprecherin vorsitzender
    vorsitzende parteichef parteichefin fraktionschef chef chefin leiter leiterin direktor direktorin
    professor professorin dr prof general admiral oberst botschafter botschafterin generalsekretär
    generalsekretärin herr frau papst könig königin us eu nato cdu spd csu fdp afd kommissionspräsidentin
    senator senatorin abgeordneter abgeordnete experte expertin`,
  titleEnding: `
    minister ministerin präsident präsidentin kanzler kanzlerin sprecher sprecherin chef chefin direktor
    direktorin leiter leiterin sekretär sekretärin vorsitzender vorsitzende vorsitzenden botschafter
    botschafterin beauftragter beauftragte beauftragten abgeordneter abgeordnete abgeordneten experte
    expertin politiker politikerin kommissar kommissarin anwalt anwältin`,
  notAName: `
    der die das den dem des ein eine einer eines einem einen er sie es wir ich ihr sein seine ihre dieser
    diese dieses dies am im in an auf bei mit nach vor seit für gegen aus von zu zum zur und oder aber doch
    denn weil wenn als ob dass so auch nun dann hier dort damit dabei dazu laut heute gestern morgen
    montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli
    august september oktober november dezember regierung opposition experten kritiker beamte quellen
    medien journalisten polizei behörden augenzeugen anwohner ermittler bürger vertreter später zuvor
    weiter zudem außerdem allerdings`,
  institution: `
    ministerium außenministerium innenministerium verteidigungsministerium bundesregierung kommission
    bundestag bundesrat partei gericht amt behörde verband bank institut universität stiftung`,
  notAPerson: `
    russland ukraine moskau kiew kyjiw washington brüssel berlin paris london peking china frankreich
    deutschland großbritannien polen warschau europa türkei ankara israel iran japan kanada italien spanien
    ungarn kreml usa`,
  beforeNameAhead: String.raw`(?:(?:der|die|dessen|deren)\s)?(?:[\p{Ll}\p{M}-]+(?:e|er|en)\s){0,2}`,
  conjunction: 'und aber',
  inverts: true,
  capitalisesNouns: true,
});
