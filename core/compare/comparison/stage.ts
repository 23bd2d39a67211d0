import type { KnownLanguage } from '../../text/speech/detect.ts';
import type { ClaimStage } from './comparison.ts';

/** Alternatives of regular expressions. */
interface StageWords {
  readonly ahead: string;
  readonly past: string;
}

/** Words that say that something lies ahead, or is past. A form that may mean either is in neither list. */
const STAGES: Readonly<Record<KnownLanguage, StageWords>> = {
  en: {
    ahead: String.raw`will|would|shall|going to|plans? to|planning to|planned|intends? to|(?:is|are) to|(?:is|are) set to|due to be|expected|scheduled|upcoming|ahead of|tomorrow|next (?:week|month|year)`,
    past: String.raw`was|were|has|have|had|did|took place|took|held|met|ended|concluded|killed|yesterday|last (?:week|month|year)`,
  },
  de: {
    ahead: String.raw`soll|sollen|will|wollen|plant|planen|geplante?[nrsm]?|beabsichtigt|beabsichtigen|vorgesehen|erwartet|bevorstehende?[nrsm]?|steht bevor|stehen bevor|morgen|(?:nächste|kommende)[nrs]? (?:Woche|Monat|Jahr)`,
    past: String.raw`war|waren|wurde|wurden|hat|haben|hatte|hatten|fand|fanden|traf|trafen|endete|endeten|getötet|gestern|(?:letzte|vergangene)[nrs]? (?:Woche|Monat|Jahr)`,
  },
  fr: {
    ahead: String.raw`(?:va|vont) \p{L}+(?:er|ir|re)|sera|seront|aura|auront|devra|devront|devrait|devraient|prévoit|prévoient|prévue?s?|envisage|envisagent|demain|à venir|(?:semaine|mois|an|année) prochaine?`,
    past: String.raw`(?:a|ont) (?:eu|dit|fait|pris|mis|vu|reçu|tenu|\p{L}+ée?s?)|avait|avaient|était|étaient|fut|furent|s['’]est|se sont|hier|(?:semaine|mois|an|année) derni(?:er|ère)`,
  },
  es: {
    ahead: String.raw`(?:va|van) a|será|serán|tendrá|tendrán|habrá|planea|planean|prevé|prevén|previst[oa]s?|se espera|mañana|próxim[oa]s? (?:semana|mes|año)`,
    past: String.raw`fue|fueron|era|eran|había|habían|ha|han|tuvo|tuvieron|terminó|terminaron|murió|murieron|ayer|(?:semana|mes|año) pasad[oa]`,
  },
  ru: {
    ahead: String.raw`будет|будут|планирует|планируют|намерен[аы]?|собирается|собираются|ожидается|предстоит|завтра|(?:следующ|будущ)\p{L}+ (?:неделе|месяце|году)`,
    past: String.raw`был[аои]?|состоялс[яь]|состоялась|состоялось|состоялись|завершилс[яь]|завершилась|завершились|погиб|погибл[аои]|вчера|прошл\p{L}+ (?:неделе|месяце|году)`,
  },
};

const compiled = new Map<KnownLanguage, Readonly<Record<keyof StageWords, RegExp>>>();

function patternsOf(language: KnownLanguage): Readonly<Record<keyof StageWords, RegExp>> {
  const known = compiled.get(language);
  if (known) return known;
  const anyOf = (alternatives: string): RegExp =>
    new RegExp(String.raw`(?<!\p{L})(?:${alternatives})(?!\p{L})`, 'iu');
  const { ahead, past } = STAGES[language];
  const made = { ahead: anyOf(ahead), past: anyOf(past) };
  compiled.set(language, made);
  return made;
}

/** Whether something is told as lying ahead or as past, by its first word that says so. */
export function stageOf(words: string, language: KnownLanguage): ClaimStage | null {
  const { ahead, past } = patternsOf(language);
  const coming = ahead.exec(words)?.[0];
  if (coming !== undefined) return { type: 'ahead', words: coming };
  const gone = past.exec(words)?.[0];
  return gone === undefined ? null : { type: 'past', words: gone };
}
