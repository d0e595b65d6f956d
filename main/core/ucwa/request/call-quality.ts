import { type Operation, postJson } from './operation.ts';

/** What the server is told of how a call sounded (UCWA reference: publishCallQualityFeedback). */
export interface CallQualityFeedback {
  /** Who measured. */
  readonly mediaEndpoint: string;
  /** The reference tells no form: we write the elements of [MS-QoE]. */
  readonly mediaQualityOfExperience: string;
}

/** Tells how a call sounded: POST, 204. */
export function publishCallQualityFeedback(href: string, feedback: CallQualityFeedback): Operation {
  return postJson(href, feedback);
}
