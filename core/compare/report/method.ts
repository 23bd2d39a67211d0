import { h, type HtmlElement } from '../../agreement/report/page/html.ts';

/** How the report came about and what it cannot say. */
export const METHOD: readonly HtmlElement[] = [
  'Quotations are what stands in quotation marks, and what a person has tagged as quotation. Two are proposed as renderings of the same words when they have enough words in common in the same order, weighed by how rare these are in the event, and when it is not two persons who say them. Only what a person has linked is called linked.',
  'The class of a rendering says how its words stand to those of the base: the fullest rendering, or the one that the analyst chose. That words differ may be due to another translation, to an editor, or to the source having said it twice; the words alone do not tell.',
  'Who speaks comes from the tag, else from the sentence, else from the quotation before it in the paragraph. Of quotations for which the program names somebody about one in thirty is another one’s.',
  'Shared passages are runs of seven words and more in the same order. Runs of seven to nine words of prose are often chance; ten and more, or several close together, are called common text. They do not say who has it from whom.',
  'Renderings that have no word in common, such as two translations of one phrase, cannot be found by the program; they are there only if a person has linked them. The lists of findings are as complete as the rules behind them: a difference that no rule knows is in none.',
  'Who speaks, which words say little, whether a claim tells of what lies ahead or is past, and figures are read in English, German, French, Spanish and Russian, in the one that each article seems to be in; whether words were a statement, a post or told to somebody, and words of one meaning, in English alone. Of other languages only words, marks and names are compared. A quotation and its translation have no words in common: they stand together only where a person has linked them.',
  'Figures are compared where they count the same noun. Whether a claim is true is not judged here; a verdict is the analyst’s.',
].map((words) => h('p', {}, words));
