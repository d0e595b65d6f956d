import {
  type AppView,
  type Command,
  callOnScreen,
  channels,
  liveCall,
  type WindowReport,
} from '../../../preload/contract/index.ts';
import { type AppWindow, createAppWindow, type WindowDeps } from './app-window.ts';
import { createAttendance } from './attendance.ts';
import { createCallPlacement } from './call-placement.ts';
import { callWidth } from './call-width.ts';
import { createDialledFocus } from './dialled-focus.ts';
import { createPictureView, type PictureView } from './picture-view.ts';
import { createStage } from './stage.ts';
import type { WindowPlaces } from './window-places.ts';

export interface CallWindowDeps extends WindowDeps {
  view(): AppView;
  send(command: Command): void;
  readonly places: WindowPlaces;
  /** The ended call that the user is at, or null. */
  attends(callId: string | null): void;
}

export interface CallWindow extends AppWindow {
  /** The page of pictures, while there are any. */
  pictures(): PictureView | null;
  update(view: AppView): void;
  report(report: WindowReport): void;
  /** Gives it the focus, now or when it shows: the user asked for it. Returns whether there is a call in it. */
  open(): boolean;
}

/**
 * The window of the call that is up. It shows without taking the focus, unless the user has just made the call, and stays while it tells
 * why the call ended.
 */
export function createCallWindow(deps: CallWindowDeps): CallWindow {
  let { textSize } = deps.view().settings;
  let isPictured = false;
  let hasPane = false;
  const width = () => callWidth({ textSize, isPictured, hasPane });
  const appWindow = createAppWindow(deps, 'call', {
    width: width(),
    height: 400,
    useContentSize: true,
    resizable: false,
    maximizable: false,
    fullscreenable: false,
  });
  const { window } = appWindow;
  window.removeMenu();
  const focus = createDialledFocus();
  const attendance = createAttendance(deps.attends);
  const placement = createCallPlacement({
    window,
    clock: deps.clock,
    places: deps.places,
    width,
  });
  const pictures = createPicturePage(deps, window);
  const stage = createStage({
    clock: deps.clock,
    patienceMs: 500,
    usualHeight: 400,
    show: (height) => {
      placement.fit(height);
      placement.appearing(height);
      if (focus.isDue()) window.show();
      else window.showInactive();
    },
    resize: placement.fit,
    hide: () => window.hide(),
    focus: () => {
      if (window.isMinimized()) window.restore();
      window.focus();
    },
  });

  /** A live call is not hung up by closing its window: the page asks. */
  function close(): void {
    const view = deps.view();
    const call = callOnScreen(view);
    if (liveCall(view)) appWindow.send(channels.closeRequest, undefined);
    else if (call) deps.send({ type: 'dismiss', callId: call.id });
    else window.hide();
  }

  /** Also while it is hidden, so that the next call is laid out at the width that it will have. */
  function adaptTo(view: AppView): void {
    const isWide = callOnScreen(view)?.video?.stage === 'pictures';
    if (view.settings.textSize === textSize && isWide === isPictured) return;
    [textSize, isPictured] = [view.settings.textSize, isWide];
    placement.fit(window.getContentBounds().height);
  }

  function setPane(open: boolean): void {
    if (open === hasPane) return;
    hasPane = open;
    placement.fit(window.getContentBounds().height);
  }

  window.on('focus', () => attendance.focus(true));
  window.on('blur', () => attendance.focus(false));
  window.on('close', (event) => {
    event.preventDefault();
    close();
  });
  return {
    ...appWindow,
    update: (view) => {
      adaptTo(view);
      pictures.follow(view);
      const call = callOnScreen(view);
      focus.follow(call);
      attendance.follow(call);
      stage.setCalls(call ? [call.id] : []);
      if (window.isVisible() && focus.isDue()) window.focus();
    },
    report: (report) => {
      if (report.type === 'drawn') stage.drawn(report.callId, report.height);
      if (report.type === 'pointer') attendance.pointer(report.inside);
      if (report.type === 'side-pane') setPane(report.open);
      if (report.type === 'picture-place') pictures.current()?.place(report.place);
    },
    open: stage.open,
    pictures: pictures.current,
    end: () => {
      pictures.end();
      stage.setCalls([]);
      attendance.follow(null);
      placement.end();
      appWindow.end();
    },
  };
}

/** The page of pictures: it is there from when somebody wants to see or to be seen, in any call. */
function createPicturePage(deps: CallWindowDeps, window: AppWindow['window']) {
  let page: PictureView | null = null;
  function end(): void {
    page?.end();
    page = null;
  }
  return {
    current: () => page,
    follow(view: AppView): void {
      const isWanted = view.calls.some(({ state, video }) => state !== 'ringing' && video !== undefined);
      if (isWanted) page ??= createPictureView(deps, window);
      else end();
    },
    end,
  };
}
