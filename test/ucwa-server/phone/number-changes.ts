/** Numbers that a client sets (UCWA reference: changeNumber). */
import type { Application } from '../application/application.ts';
import { type FieldRules, readFields, textField } from '../http/fields.ts';
import { type Incoming, refuseQuery } from '../http/incoming.ts';
import { conflict, noContent, notFound, problem, type Reply } from '../http/reply.ts';
import { isNumber } from './own-phone.ts';

/** Work, mobile, home, other. */
const mostPhones = 4;
const rules: FieldRules = { number: { kind: 'text', max: 80 }, includeInContactCard: { kind: 'anything' } };

/** The number at work is the one that the server routes by: it has no such link. */
export function addNumberChanges(application: Application): void {
  for (let place = 1; place < mostPhones; place += 1) {
    const POST = (incoming: Incoming): Reply => changeNumber(application, place, incoming);
    application.add(`me/phones/${place}/changeNumber`, { rel: 'changeNumber', methods: { POST } });
  }
}

/** Left out it is deleted. */
function changeNumber({ phoneCalls: { phone } }: Application, place: number, incoming: Incoming): Reply {
  const query = refuseQuery(incoming, []);
  if (query !== null) return query;
  const body = readFields(incoming, rules);
  if (!body.ok) return body.reply;
  const before = phone.others[place - 1];
  if (before === undefined) return notFound('ResourceNotFound');
  if (phone.readOnly.includes(before.type)) return conflict('None');
  const number = textField(body.value, 'number');
  if (number !== undefined && !isNumber(number)) {
    return problem(400, { code: 'BadRequest', subcode: 'NormalizationFailed', message: 'No such number.' });
  }
  const uri = number === undefined ? undefined : `tel:${number.replace(/^tel:/, '').replace(/^0(?!0)/, '+46')}`;
  phone.others = phone.others.map((each) => (each === before ? { type: each.type, number: uri } : each));
  return noContent;
}
