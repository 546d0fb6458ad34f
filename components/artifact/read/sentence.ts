import type { Scenario } from './card';

/** A piece of a scenario's sentence; `part` null: a joining word that the card does not hold. */
export interface SentencePiece {
  readonly part: 'stimulus' | 'source' | 'environment' | 'response' | 'measure' | null;
  readonly text: string;
}

/** Words that lose their capital inside a sentence; any other capital may be a name and stays. */
const COMMON =
  /^(A|An|The|This|That|These|Those|It|Its|All|Any|Each|Every|Some|No|Our|Their|Normal|New|Runtime|Run|Production|Development|Deployment|Training|Testing|Test|Operation|Operations|Regular|Typical|Peak|Offline|Online|Users?|Developers?|Stakeholders?|Data|Model|System|When|While|During|From|With|Within|At|In|On|Under|After|Before|By|And|But|Or|To|For|As|Because|If|Less|More|Fewer|Greater|Such|Should|Will|Must|Is|Are)\b/;
/** A source that already says how it hangs on the stimulus. */
const SOURCE_JOINED = /^(from|by|via|through|in|on|at|of|under|during|within|outside of|due to|with)\b/i;
/** A source that is a clause of its own: a comma goes in front. */
const CLAUSE =
  /^(as|because|since|when|while|after|before|if|once|so|given|where|which|who|whose|following)\b/i;
/** A source with a verb of its own (`the team needs a new format`): it explains the stimulus, after a colon. */
const STATEMENT =
  /^(?!.*\b(?:that|which|who|whose|where)\b).*\b(needs?|wants?|requires?|decides?|asks?|is|are|has|have|must|should|will)\b/i;
const ENVIRONMENT_JOINED =
  /^(during|in|on|at|under|within|while|when|with|without|from|after|before|throughout|outside|inside|across|over|by|if|as|where|via|amid|for|given|once)\b/i;
/** A measure that starts with an amount: a colon goes in front. */
const AMOUNT = /^([<>≤≥=~≈±+\-−]|[\d.,]*\d)/;
/** A measure that compares without a verb: a comma goes in front. */
const COMPARISON =
  /^(less|more|fewer|greater|lower|higher|smaller|larger|better|faster|no (?:more|less|fewer|later))\b/;
/** A response that leans on its measure. */
const LEANS =
  /\b(of|is|are|be|was|were|to|than|at|in|within|by|least|most|under|over|above|below|exceeds?|with|for|and|or|that|takes?|has|have|equals?)$|[=<>≤≥]$/i;
const SENTENCE_END = /[.!?…]["'”’)\]]*$/;

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();
const withoutStop = (text: string): string => text.replace(/[\s.,;:]+$/, '');

/** An ordinary lower-case word gets a capital; `iPhone`, `p95`, `model_id` stay. */
const capital = (text: string): string =>
  /^\p{Ll}[\p{Ll}'’-]*(?=[\s,;:.]|$)/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
const small = (text: string): string =>
  COMMON.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** What goes between the response and its measure. */
function jointOf(response: string, measure: string): string {
  if (SENTENCE_END.test(response)) return ' ';
  if (/[,;:–—]$/.test(response) || LEANS.test(response)) return ' ';
  if (/^\p{Lu}/u.test(measure)) return '. ';
  if (AMOUNT.test(measure)) return ': ';
  return COMPARISON.test(measure) ? ', ' : ' ';
}

const sourceJoint = (source: string): string =>
  CLAUSE.test(source) ? ', ' : SOURCE_JOINED.test(source) ? ' ' : STATEMENT.test(source) ? ': ' : ' from ';

function opening({ stimulus, source, environment }: Scenario): SentencePiece[] {
  const pieces: SentencePiece[] = [];
  const parts = {
    stimulus: withoutStop(squeeze(stimulus)),
    source: withoutStop(squeeze(source)),
    environment: withoutStop(squeeze(environment)),
  };
  if (parts.stimulus !== '') pieces.push({ part: 'stimulus', text: parts.stimulus });
  const joint = sourceJoint(parts.source);
  if (parts.source !== '')
    pieces.push({ part: null, text: joint }, { part: 'source', text: small(parts.source) });
  if (parts.environment !== '') {
    const comma = parts.source !== '' && /^[,:]/.test(joint) ? ',' : '';
    const during = ENVIRONMENT_JOINED.test(parts.environment) ? `${comma} ` : `${comma} during `;
    pieces.push({ part: null, text: during }, { part: 'environment', text: small(parts.environment) });
  }
  return pieces;
}

function outcome({ response, measure }: Scenario): SentencePiece[] {
  const result = squeeze(response);
  const wanted = squeeze(measure);
  if (wanted === '')
    return result === '' ? [] : [{ part: 'response', text: result.replace(/[\s,;:]+$/, '') }];
  if (result === '') return [{ part: 'measure', text: wanted }];
  const joint = jointOf(result, wanted);
  const isNewSentence = joint === '. ' || SENTENCE_END.test(result);
  return [
    { part: 'response', text: result },
    { part: null, text: joint },
    { part: 'measure', text: isNewSentence ? capital(wanted) : small(wanted) },
  ];
}

/** Trims the front of the first piece and gives it a capital; ends the last one with a full stop. */
function asSentence(pieces: readonly SentencePiece[]): SentencePiece[] {
  const joined = pieces.map((piece, index) =>
    index === 0 ? { ...piece, text: piece.text.replace(/^[\s,:]+/, '') } : piece,
  );
  const first = joined.findIndex(({ text }) => text !== '');
  const sentence = joined.map((piece, index) =>
    index === first ? { ...piece, text: capital(piece.text) } : piece,
  );
  const last = sentence.at(-1);
  if (last === undefined) return [];
  if (!SENTENCE_END.test(last.text)) sentence.push({ part: null, text: '.' });
  return sentence.filter(({ text }) => text !== '');
}

/**
 * The five parts of a scenario as one or two sentences, after MLTE's own text form
 * `{Stimulus} from {source} during {environment}. {Response} {measure}.`, with joining words only where the
 * parts do not bring their own. Every part keeps its words; capitals and final stops may change. Empty when
 * all parts are.
 */
export function scenarioSentence(scenario: Scenario): readonly SentencePiece[] {
  const before = asSentence(opening(scenario));
  const after = asSentence(outcome(scenario));
  return before.length > 0 && after.length > 0
    ? [...before, { part: null, text: ' ' }, ...after]
    : [...before, ...after];
}

/** The sentence as plain text. */
export const sentenceText = (scenario: Scenario): string =>
  scenarioSentence(scenario)
    .map(({ text }) => text)
    .join('');
