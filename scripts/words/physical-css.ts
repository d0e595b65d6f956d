/** A declaration in a style sheet. */
interface Declaration {
  readonly property: string;
  readonly value: string;
  /** 1-based. */
  readonly line: number;
  /** It stands below a comment that begins with "Physical:" and says why. */
  readonly excused: boolean;
}

const side = 'left|right|top|bottom';
const corner = '(?:top|bottom)-(?:left|right)';

/** Properties of one side or corner of the screen: each has a logical one, such as `margin-inline-start`. */
const physicalProperty = new RegExp(
  `^(?:${side}|(?:margin|padding|scroll-margin|scroll-padding)-(?:${side})|border-(?:${side})(?:-(?:width|style|color))?|border-${corner}-radius)$`,
);

/** Properties whose values name a side. */
const sided = new Set(['text-align', 'float', 'clear', 'text-align-last', 'transform-origin', 'object-position']);

/** Properties that take top, right, bottom, left in this order. */
const boxes = new Set(['margin', 'padding', 'inset', 'border-width', 'border-style', 'border-color', 'scroll-margin']);

/** What in a style sheet stays on its side of the screen in a language that runs the other way, as lines for people. */
export function physicalIn(path: string, css: string): string[] {
  return declarationsOf(css)
    .filter((declaration) => !declaration.excused && isPhysical(declaration))
    .map(
      ({ property, value, line }) =>
        `${path}:${line}: ${property}: ${value} does not follow the direction of the text.`,
    );
}

function isPhysical({ property, value }: Declaration): boolean {
  if (physicalProperty.test(property)) return true;
  if (sided.has(property)) return /\b(?:left|right)\b/.test(value);
  if (property === 'transform') return /translate(?:X|3d)?\(/.test(value);
  if (boxes.has(property)) return differ(partsOf(value), 1, 3);
  return property === 'border-radius' && partsOf(value).length > 1;
}

/** With fewer than four values both sides have the same. */
function differ(parts: readonly string[], right: number, left: number): boolean {
  return parts.length === 4 && parts[right] !== parts[left];
}

/** The values between spaces; what stands in parentheses is one. */
function partsOf(value: string): readonly string[] {
  return value.match(/[^\s(]+(?:\((?:[^()]|\([^()]*\))*\))?/g) ?? [];
}

function declarationsOf(css: string): Declaration[] {
  const found: Declaration[] = [];
  let excused = false;
  css.split('\n').forEach((text, index) => {
    const [, property, value] = /^\s*([a-z-]+):\s*([^;{]+);?\s*$/.exec(text) ?? [];
    if (property !== undefined && value !== undefined) found.push({ property, value, line: index + 1, excused });
    excused = /^\s*\/\* Physical: /.test(text);
  });
  return found;
}
