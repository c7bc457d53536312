package io.txswitch.core.journal;

class InMemoryPaymentSearchTest extends PaymentSearchContract {
    private final InMemoryJournal journal = new InMemoryJournal();
    private final PaymentSearch search = new InMemoryPaymentSearch(journal.store());

    @Override
    Journal journal() {
        return journal;
    }

    @Override
    PaymentSearch search() {
        return search;
    }
}
