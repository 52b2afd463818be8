using Bourse.Streams.UserData;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using static Bourse.Streams.Tests.UserData.UserVenue;

namespace Bourse.Streams.Tests.UserData;

/// <summary>How subscriptions begin and end.</summary>
public sealed class SubscriptionTests : IDisposable
{
    private readonly UserVenue _venue = new();

    public void Dispose() => _venue.Dispose();

    [Fact]
    public void NothingIsSentBeforeTheStartAndNothingIsLost()
    {
        var listener = new RecordingListener();
        UserDataSubscription subscription = Open(listener);
        _venue.Place(Alice, Limit(Side.Buy, 1, 1));
        Assert.Empty(_venue.Told(listener));

        subscription.Start();

        Assert.Equal(2, _venue.Told(listener).Count);
    }

    [Fact]
    public void AnAccountHearsOnlyOfItself()
    {
        RecordingListener alice = _venue.Listen(Alice), carol = _venue.Listen(Carol);
        _venue.Place(Alice, Limit(Side.Buy, 1, 1));
        _venue.Place(Bob, Limit(Side.Sell, 1, 1));

        Assert.Equal(4, _venue.Told(alice).Count);
        Assert.Empty(_venue.Told(carol));
    }

    /// <summary>user-data-stream.md, "Event Stream Terminated".</summary>
    [Fact]
    public void AnUnsubscribedClientHearsOfItsEnd()
    {
        RecordingListener listener = _venue.Listen(Alice, subscriptionId: 5);

        listener.Subscription!.End();
        _venue.Place(Alice, Limit(Side.Buy, 1, 1));

        Expected.Same(
            """{"subscriptionId":5,"event":{"e":"eventStreamTerminated","E":1700000017000}}""", _venue.Told(listener));
        Assert.Equal([5], listener.Ended);
        Assert.Equal(0, _venue.Node.Streams.SubscriptionCount);
        listener.Subscription.End();
        listener.Subscription.Dispose();
        Assert.Empty(_venue.Told(listener));
    }

    [Fact]
    public void AClientThatIsGoneHearsNothing()
    {
        RecordingListener gone = _venue.Listen(Alice), stays = _venue.Listen(Alice);

        gone.Subscription!.Dispose();
        _venue.Place(Alice, Limit(Side.Buy, 1, 1));

        Assert.Empty(_venue.Told(gone));
        Assert.Empty(gone.Ended);
        Assert.Equal(2, _venue.Told(stays).Count);
    }

    public static TheoryData<string> Losses => ["killed", "without permission", "expired", "expires sooner"];

    [Theory]
    [MemberData(nameof(Losses))]
    public void AKeyThatMayNoLongerListenEndsItsSubscriptions(string loss)
    {
        if (loss == "expired") _venue.Do(new UpdateKey(Key() with { ExpiresAtUs = _venue.NowUs + 2_000_000 }));
        RecordingListener listener = _venue.Listen(Alice), other = _venue.Listen(Bob);
        _venue.Place(Alice, Limit(Side.Buy, 1, 1));
        Assert.Equal(2, _venue.Told(listener).Count);

        switch (loss)
        {
            case "killed":
                _venue.Do(new KillKey(AliceKey));
                break;
            case "without permission":
                _venue.Do(new UpdateKey(Key() with { Permissions = KeyPermissions.Trade }));
                break;
            case "expires sooner":
                _venue.Do(new UpdateKey(Key() with { ExpiresAtUs = _venue.NowUs + 2_000_000 }));
                break;
        }
        _venue.Do(new Deposit(Carol, 1, One, 1));
        _venue.Do(new Deposit(Carol, 1, One, 1));

        Assert.Contains("eventStreamTerminated", _venue.Told(listener)[^1], StringComparison.Ordinal);
        Assert.Equal([0], listener.Ended);
        Assert.Empty(other.Ended);
        _venue.Do(new Deposit(Alice, 1, One, 1));
        Assert.Empty(_venue.Told(listener));
    }

    /// <summary>The key was given more time while the subscription ran.</summary>
    [Fact]
    public void AKeyThatIsProlongedGoesOn()
    {
        _venue.Do(new UpdateKey(Key() with { ExpiresAtUs = _venue.NowUs + 3_000_000 }));
        RecordingListener listener = _venue.Listen(Alice);

        _venue.Do(new UpdateKey(Key() with { ExpiresAtUs = _venue.NowUs + 60_000_000 }));
        for (int i = 0; i < 5; i++) _venue.Do(new Deposit(Alice, 1, One, 1));

        Assert.Equal(10, _venue.Told(listener).Count);
        Assert.Empty(listener.Ended);
    }

    /// <summary>
    /// The key was killed between the subscription's opening and its start: the client hears of it after its start.
    /// </summary>
    [Fact]
    public void AnEndBeforeTheStart()
    {
        var listener = new RecordingListener();
        UserDataSubscription subscription = Open(listener);
        _venue.Do(new KillKey(AliceKey));
        Assert.Empty(_venue.Told(listener));

        subscription.Start();

        Assert.Contains("eventStreamTerminated", Assert.Single(_venue.Told(listener)), StringComparison.Ordinal);
        Assert.Equal([0], listener.Ended);
    }

    /// <summary>
    /// A node whose state was taken from a snapshot anew ends what ran, for its promise was another state's.
    /// </summary>
    [Fact]
    public void AStateLoadedAnewEndsAll()
    {
        RecordingListener listener = _venue.Listen(Alice);

        _venue.Node.Streams.Load([], _venue.View);

        Assert.Contains("eventStreamTerminated", Assert.Single(_venue.Told(listener)), StringComparison.Ordinal);
    }

    private static KeySpec Key() => UserVenue.Key(Alice) with { Id = AliceKey };

    private UserDataSubscription Open(RecordingListener listener)
    {
        var request = new UserDataRequest { AccountId = Alice, KeyId = AliceKey, SubscriptionId = 0 };
        _venue.Node.Streams.TryOpen(in request, 0, listener, out UserDataSubscription? subscription, out _);
        Assert.NotNull(subscription);
        return subscription;
    }
}
