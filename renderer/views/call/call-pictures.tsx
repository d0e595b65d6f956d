import type { JSX } from 'preact';
import { type CallView, type DevicesView, isCallingOut } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Picker } from '../../components/form/picker.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { useWords } from '../../wording/words-context.ts';
import { PictureRoom, type PictureRoomProps } from './picture-room.tsx';

export interface CallPicturesProps extends PictureRoomProps {
  readonly call: CallView;
  readonly devices: DevicesView;
  readonly act: Act;
}

/** The pictures of a call: those that flow, or the user's own before anybody else sees it. */
export function CallPictures({ call, devices, act, ...room }: CallPicturesProps): JSX.Element | null {
  const { say } = useWords();
  const { id: callId, video, actions } = call;
  if (video === undefined || video.stage === 'none') return null;
  const isPreview = video.stage === 'preview';
  return (
    <section class={`call-pictures call-pictures-${video.stage}`} aria-label={say('call.video')}>
      <PictureRoom {...room} />
      {isPreview && <p class="only-you">{say(isCallingOut(call) ? 'call.seen-when-answered' : 'call.only-you')}</p>}
      {(isPreview || video.sends) && <CameraRow devices={devices} act={act} />}
      {isPreview && !isCallingOut(call) && (
        <div class="preview-choice">
          <Button
            label={say('call.start-video')}
            kind="primary"
            size="medium"
            icon="video"
            off={!actions.includes('start-video')}
            onPress={() => act({ type: 'start-video', callId })}
          />
          <Button
            label={say('call.cancel-preview')}
            kind="standard"
            size="medium"
            onPress={() => act({ type: 'cancel-preview', callId })}
          />
        </div>
      )}
    </section>
  );
}

function CameraRow({ devices, act }: Pick<CallPicturesProps, 'devices' | 'act'>): JSX.Element {
  const { say } = useWords();
  const { all = [], chosen = null } = devices.cameras ?? {};
  return (
    <div class="device-row">
      <Icon name="video" />
      <Picker
        id="camera"
        name={say('call.camera')}
        look="quiet"
        choices={all}
        chosen={chosen}
        empty={say('device.no-camera')}
        onChoose={(deviceId) => act({ type: 'choose-device', purpose: 'camera', deviceId })}
      />
    </div>
  );
}
