namespace Bourse.Streams.UserData;

/// <summary>What the pump does next: sends an event to who listens, or begins or ends a subscription.</summary>
/// <param name="Record">An event; its bytes are null in an item of another kind.</param>
/// <param name="Begins">Gets events from now on.</param>
/// <param name="Missed">What it gets first.</param>
/// <param name="Ends">Gets no more events.</param>
/// <param name="IsTold">Whether its client hears of the end.</param>
/// <param name="TimeUs">The venue's time of the end.</param>
/// <param name="Reached">Set when everything before was done.</param>
internal readonly record struct PumpItem(
    EventRecord Record = default,
    UserDataSubscription? Begins = null,
    IReadOnlyList<EventRecord>? Missed = null,
    UserDataSubscription? Ends = null,
    bool IsTold = false,
    long TimeUs = 0,
    ManualResetEventSlim? Reached = null);
