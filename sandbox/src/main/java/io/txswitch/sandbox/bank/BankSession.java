package io.txswitch.sandbox.bank;

import io.netty.channel.ChannelOption;
import io.txswitch.sandbox.bank.BankDesk.Answer;
import io.txswitch.sandbox.iso.DecodeException;
import io.txswitch.sandbox.iso.Frame;
import io.txswitch.sandbox.iso.FrameReader;
import io.txswitch.sandbox.iso.IsoCodec;
import io.txswitch.sandbox.iso.IsoMessage;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line into the bank: cuts frames, has them answered, and lets each answer travel as its script says. */
final class BankSession {
    private static final Logger LOG = LoggerFactory.getLogger(BankSession.class);

    private final Vertx vertx;
    private final NetSocket socket;
    private final BankDesk desk;
    private final BankSwitches switches;
    private final BankOptions options;
    private boolean signedOn;

    /** A swapped answer that waits for the next one to overtake it. */
    private @Nullable Buffer heldBack;

    BankSession(Vertx vertx, NetSocket socket, BankDesk desk, BankSwitches switches, BankOptions options) {
        this.vertx = vertx;
        this.socket = socket;
        this.desk = desk;
        this.switches = switches;
        this.options = options;
        socket.exceptionHandler(e -> LOG.debug("bank_line_failed reason={}", e.getMessage()));
        socket.handler(new FrameReader(options.wire().framing(), this::receive, this::hostile));
    }

    private void receive(Frame frame) {
        try {
            IsoMessage message = IsoCodec.decode(options.wire().table(), frame.message());
            switches.countReceived(message);
            if (message.isRequest()) {
                Answer answer = desk.answer(message, signedOn);
                signedOn = answer.signedOn();
                deliver(frame.answer(answer.message()).toBuffer(), answer.delivery());
            }
        } catch (DecodeException e) {
            unreadable(frame, e);
        } catch (RuntimeException e) {
            // Above all a book that cannot be written: what is not in the book is not confirmed.
            LOG.error("bank_line_closed reason={}", e.toString());
            socket.close();
        }
    }

    private void unreadable(Frame frame, DecodeException fault) {
        switches.countHostile();
        LOG.warn("bank_unreadable fault=\"{}\"", fault.getMessage());
        fault.readable()
                .filter(IsoMessage::isRequest)
                .map(BankDesk::formatError)
                .ifPresentOrElse(answer -> socket.write(frame.answer(answer).toBuffer()), socket::close);
    }

    private void hostile(String reason) {
        switches.countHostile();
        LOG.warn("bank_line_closed reason={}", reason);
        socket.close();
    }

    private void deliver(Buffer answer, BankScript.Delivery delivery) {
        switch (delivery) {
            case AT_ONCE -> write(answer);
            case NEVER -> {}
            case LATE -> vertx.setTimer(options.lateDelayMs(), timer -> socket.write(answer));
            case TWICE -> write(answer.copy().appendBuffer(answer));
            case SWAPPED -> holdBack(answer);
            case HALF -> socket.write(answer.getBuffer(0, answer.length() / 2)).onComplete(done -> socket.close());
            case GARBLED -> socket.write(Buffer.buffer(new byte[] {0, 1}).appendBuffer(answer));
            case RESET -> reset();
        }
    }

    /** Without lingering, a close is a reset. */
    private void reset() {
        if (socket instanceof NetSocketInternal internal) {
            internal.channelHandlerContext().channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        socket.close();
    }

    private void holdBack(Buffer answer) {
        releaseHeldBack();
        heldBack = answer;
        vertx.setTimer(options.lateDelayMs(), timer -> {
            if (heldBack == answer) {
                releaseHeldBack();
            }
        });
    }

    private void write(Buffer answer) {
        socket.write(answer);
        releaseHeldBack();
    }

    private void releaseHeldBack() {
        Buffer waiting = heldBack;
        heldBack = null;
        if (waiting != null) {
            socket.write(waiting);
        }
    }
}
