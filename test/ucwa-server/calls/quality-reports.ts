/** What a client tells of a call's media: diagnostics, and how it sounded. Each once, in the words of the protocol. */
import { type FieldRules, readFields, textField } from '../http/fields.ts';
import { type Incoming, refuseQuery } from '../http/incoming.ts';
import { badParameter, conflict, forbidden, noContent, type Reply } from '../http/reply.ts';
import { errorCodes, mediaSubcodes } from './media-error-codes.ts';

export interface ToldDiagnostics {
  readonly errorCode: string | undefined;
  readonly errorSubcode: string | undefined;
}

export interface ToldQuality {
  readonly mediaEndpoint: string;
  readonly mediaQualityOfExperience: string;
}

const diagnosticsRules: FieldRules = {
  errorCode: { kind: 'choice', of: errorCodes },
  errorSubcode: { kind: 'choice', of: mediaSubcodes },
};
const qualityRules: FieldRules = {
  mediaEndpoint: { kind: 'text', max: 256, required: true },
  mediaQualityOfExperience: { kind: 'text', max: 16_384, required: true },
};
/** Of one call: its figures once, and the user's word once. */
export class QualityReports {
  readonly diagnostics: ToldDiagnostics[] = [];
  readonly quality: ToldQuality[] = [];

  takeDiagnostics(incoming: Incoming): Reply {
    const refused = refuseQuery(incoming, ['mediaType', 'callId', 'fromUri', 'toUri']);
    if (refused !== null) return refused;
    const body = readFields(incoming, diagnosticsRules);
    if (!body.ok) return body.reply;
    if (this.diagnostics.length > 0) return forbidden('diagnostics were told before', conflict('AlreadyExists'));
    const field = (name: string): string | undefined => textField(body.value, name);
    this.diagnostics.push({ errorCode: field('errorCode'), errorSubcode: field('errorSubcode') });
    return noContent;
  }

  takeQuality(incoming: Incoming): Reply {
    const refused = refuseQuery(incoming, []);
    if (refused !== null) return refused;
    const body = readFields(incoming, qualityRules);
    if (!body.ok) return body.reply;
    const [mediaEndpoint = '', mediaQualityOfExperience = ''] = Object.keys(qualityRules).map((name) =>
      textField(body.value, name),
    );
    if (!isReport(mediaQualityOfExperience)) return badParameter('mediaQualityOfExperience', 'no VQReportEvent');
    if (/sip:|tel:|\b\d{1,3}(?:\.\d{1,3}){3}\b/.test(mediaQualityOfExperience))
      return badParameter('mediaQualityOfExperience', 'names somebody, or an address');
    const isTold = this.quality.some(
      (told) => isRating(told.mediaQualityOfExperience) === isRating(mediaQualityOfExperience),
    );
    if (isTold) return forbidden('quality was told before', conflict('AlreadyExists'));
    this.quality.push({ mediaEndpoint, mediaQualityOfExperience });
    return noContent;
  }
}

function isReport(text: string): boolean {
  const tags = [...text.matchAll(/<(\/?)([A-Za-z]+)[^<>]*>/g)];
  const open: string[] = [];
  for (const [, slash, name = ''] of tags) {
    if (slash !== '/') open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0 && tags[0]?.[2] === 'VQReportEvent';
}

const isRating = (report: string): boolean => report.includes('<Rating>');
