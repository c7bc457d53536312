package io.txswitch.channel.message;

class InMemoryChannelMessagesTest extends ChannelMessagesContract {
    private final InMemoryChannelMessages messages = new InMemoryChannelMessages();

    @Override
    ChannelMessages messages() {
        return messages;
    }
}
