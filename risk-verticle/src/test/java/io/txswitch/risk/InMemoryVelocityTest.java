package io.txswitch.risk;

class InMemoryVelocityTest extends VelocityContract {
    private final InMemoryVelocity velocity = new InMemoryVelocity(time);

    @Override
    Velocity velocity() {
        return velocity;
    }
}
