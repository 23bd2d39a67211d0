import { speechLanguage } from './language.ts';

/** Fields of a ministry, which stand between an office and a name. */
const FIELDS = '(?:Affaires|Défense|Intérieur|Économie|Armées|Finances|Justice|État)';

export const FRENCH = speechLanguage({
  finite: `
    dit disait déclaré déclare affirmé affirme estimé estime expliqué explique assuré assure ajouté ajoute
    souligné souligne précisé précise indiqué indique annoncé annonce dénoncé dénonce rappelé rappelle
    répondu répond lancé lance jugé juge averti avertit insisté insiste martelé martèle regretté regrette
    confié confie écrit tweeté réagi réagit critiqué critique accusé accuse qualifié qualifie prévenu promis
    promet reconnu reconnaît poursuivi poursuit conclu conclut demandé demande exigé exige plaidé plaide
    salué salue prévient soutenu soutient confirmé confirme démenti dément répété répète appelé appelle déploré
    déplore évoqué ironisé ironise`,
  participle: '',
  accordingTo: String.raw`[Ss]elon|[Dd][’']après`,
  auxiliary: "a ont avait avaient aurait auraient l'a l’a l'avait l’avait",
  adverb: `
    aussi également ensuite encore récemment déjà pourtant ainsi notamment toutefois cependant enfin
    alors publiquement`,
  pronoun: 'il elle',
  pronounAhead: '-(?:t-)?(?:il|elle)',
  governing: `
    à au aux de du des d’ pour avec par dans en sur contre entre sous chez comme que et ou après avant selon`,
  title: `
    président présidente premier première ministre ministres secrétaire général générale chef cheffe
    chancelier chancelière porte-parole maire député députée sénateur sénatrice ambassadeur ambassadrice
    directeur directrice professeur professeure docteur dr m mme mlle mm monsieur madame pape roi reine
    colonel amiral capitaine commissaire affaires défense intérieur économie justice finances état
    élysée maison-blanche kremlin otan onu ue`,
  notAName: `
    le la les l’ un une des ce cet cette ces il elle ils elles on nous je tu vous son sa ses leur leurs mon
    notre qui que quand où comment pourquoi mais et ou donc or ni car si en à au aux dans de du par pour avec
    sans sur sous chez après avant depuis pendant selon comme alors ainsi aussi puis enfin lundi mardi
    mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre
    octobre novembre décembre hier demain aujourd’hui gouvernement opposition experts sources témoins
    policiers police journalistes médias autorités certains plusieurs beaucoup`,
  institution:
    'ministère commission parlement parti tribunal armée banque institut université fondation conseil',
  notAPerson: `
    russie ukraine moscou kiev kyiv washington bruxelles berlin paris londres pékin chine france allemagne
    pologne varsovie europe turquie ankara israël iran japon canada italie espagne hongrie kremlin
    matignon élysée`,
  beforeNameAhead: String.raw`(?:(?:le|la|l[’'])\s?(?:(?:[\p{Ll}\p{M}’'-]+|${FIELDS})\s){0,8}?(?!${FIELDS}))?`,
  conjunction: 'et mais',
  inverts: true,
});
