import { screen } from 'electron';
import { type AppView, type Command, channels, type WindowReport } from '../../../preload/contract.ts';
import { type AppWindow, createAppWindow, type WindowDeps } from './app-window.ts';
import { callOnStage, liveCall } from './calls-on-stage.ts';
import { inCorner } from './placement.ts';
import { createStage } from './stage.ts';

const width = 340;
/** About what the system's frame adds to the height. */
const titleBar = 32;

export interface CallWindowDeps extends WindowDeps {
  view(): AppView;
  send(command: Command): void;
}

export interface CallWindow extends AppWindow {
  update(view: AppView): void;
  report(report: WindowReport): void;
  /** Gives it the focus, where it shows: the user asked for it. Returns whether it does. */
  open(): boolean;
}

/** The window of the call that is up. It shows without taking the focus, and stays while it tells why the call ended. */
export function createCallWindow(deps: CallWindowDeps): CallWindow {
  const appWindow = createAppWindow(deps, 'call', {
    width,
    height: 400,
    useContentSize: true,
    resizable: false,
    maximizable: false,
    fullscreenable: false,
  });
  const { window } = appWindow;
  window.removeMenu();
  let placed = false;
  const stage = createStage({
    clock: deps.clock,
    patienceMs: 500,
    usualHeight: 400,
    show: (height) => {
      window.setContentSize(width, Math.ceil(height));
      if (!placed) placeFirst(height);
      placed = true;
      window.showInactive();
    },
    resize: (height) => window.setContentSize(width, Math.ceil(height)),
    hide: () => window.hide(),
  });

  /** Where the ring window just was; from then on where the user leaves it. */
  function placeFirst(height: number): void {
    const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    const { x, y } = inCorner(workArea, width, Math.ceil(height) + titleBar);
    window.setPosition(x, y);
  }

  /** A live call is not hung up by closing its window: the page asks. */
  function close(): void {
    const view = deps.view();
    const call = callOnStage(view);
    if (liveCall(view)) appWindow.send(channels.closeRequest, undefined);
    else if (call) deps.send({ type: 'dismiss', callId: call.id });
    else window.hide();
  }

  window.on('close', (event) => {
    event.preventDefault();
    close();
  });
  return {
    ...appWindow,
    update: (view) => {
      const call = callOnStage(view);
      stage.setCalls(call ? [call.id] : []);
    },
    report: (report) => {
      if (report.type === 'drawn') stage.drawn(report.callId, report.height);
      else close();
    },
    open: () => {
      if (window.isVisible()) window.focus();
      return window.isVisible();
    },
  };
}
