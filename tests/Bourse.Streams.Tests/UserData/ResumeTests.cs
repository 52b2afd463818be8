using Bourse.Streams.UserData;
using Bourse.Twin.Load;
using Bourse.Venue.Orders;
using static Bourse.Streams.Tests.UserData.UserVenue;

namespace Bourse.Streams.Tests.UserData;

/// <summary>Subscriptions that go on after the last event that the client saw.</summary>
public sealed class ResumeTests
{
    /// <summary>
    /// Killed after a random event, again and again: what all of its lives saw is what an undisturbed client saw.
    /// </summary>
    [Fact]
    public void LivesOfASubscriptionMakeOneStream()
    {
        const int Account = World.FirstTrader;
        using var node = new UserNode();
        var load = new RandomEntries(21);
        node.Apply(load.Next());
        RecordingListener undisturbed = node.Listen(Account);
        RecordingListener client = node.Listen(Account);
        List<string> seen = [];
        foreach (Venue.Entry entry in load.Take(800))
        {
            node.Apply(entry);
            if (!load.Dice.Permille(100)) continue;
            node.Streams.Drain();
            IReadOnlyList<string> life = client.Take();
            // What was under way when the client died it never saw.
            seen.AddRange(life.Take(load.Dice.Between(Math.Min(1, life.Count), life.Count)));
            client.Subscription!.Dispose();
            client = node.Listen(Account, after: seen.Count == 0 ? "1.1000" : At(seen[^1]));
        }
        seen.AddRange(node.Told(client));

        Assert.Equal(node.Told(undisturbed), seen);
        Assert.True(seen.Count > 400);
    }

    /// <summary>
    /// More than is sent at once goes in parts, each when the client has taken the one before; then come live events.
    /// </summary>
    [Fact]
    public async Task AClientThatMissedMuchTakesItInParts()
    {
        using var venue = new UserVenue();
        RecordingListener undisturbed = venue.Listen(Alice);
        for (int i = 0; i < 500; i++) venue.Place(Alice, Limit(Side.Buy, 1, 0.001m));
        var client = new RecordingListener { Takes = new SemaphoreSlim(0) };
        var request = new UserDataRequest
        {
            AccountId = Alice,
            KeyId = AliceKey,
            SubscriptionId = 0,
            After = new StreamPosition(17, 100),
        };
        Assert.True(venue.Node.Streams.TryOpen(in request, 0, client, out UserDataSubscription? subscription, out _));
        subscription!.Start();
        venue.Place(Alice, Limit(Side.Buy, 2, 0.001m));
        client.Takes.Release(100);
        while (client.Count < 1002) await Task.Yield();
        venue.Place(Alice, Limit(Side.Buy, 2, 0.001m));

        Assert.Equal(venue.Told(undisturbed), venue.Told(client));
    }

    [Fact]
    public void WhatIsNoMoreKeptIsAClearFault()
    {
        using var venue = new UserVenue(new UserDataOptions { WindowBytes = 600_000 });
        for (int i = 0; i < 5; i++) venue.Place(Bob, Limit(Side.Buy, 1, 0.001m));
        long bobsLast = venue.Node.Machine.Sequence;
        for (int i = 0; i < 3000; i++) venue.Place(Alice, Limit(Side.Buy, 1, 0.001m));
        long now = venue.Node.Machine.Sequence;

        Assert.Equal(ResumeFault.TooFarBack, venue.Node.TryListen(Alice, "20.0", out _));
        Assert.Equal(ResumeFault.None, venue.Node.TryListen(Alice, $"{now - 100}.0", out RecordingListener alice));
        Assert.Equal(1 + (2 * 100), venue.Told(alice).Count);

        // Bob's events are gone from the window too, but he saw them all: he missed nothing.
        Assert.Equal(ResumeFault.None, venue.Node.TryListen(Bob, $"{bobsLast}.1", out RecordingListener bob));
        Assert.Empty(venue.Told(bob));
        Assert.Equal(ResumeFault.TooFarBack, venue.Node.TryListen(Bob, $"{bobsLast}.0", out _));
    }

    [Fact]
    public void TheWindowEndsByTime()
    {
        using var venue = new UserVenue(new UserDataOptions { WindowTime = TimeSpan.FromMinutes(1) });
        for (int i = 0; i < 1000; i++) venue.Place(Alice, Limit(Side.Buy, 1, 0.001m));

        Assert.Equal(ResumeFault.TooFarBack, venue.Node.TryListen(Alice, "20.0", out _));
    }

    /// <summary>
    /// A client may come from a node that is ahead of this one: what it saw there does not come again.
    /// </summary>
    [Fact]
    public void AClientThatIsAhead()
    {
        using var venue = new UserVenue();
        long now = venue.Node.Machine.Sequence;

        RecordingListener client = venue.Node.Listen(Alice, after: $"{now + 2}.0");
        for (int i = 0; i < 3; i++) venue.Place(Alice, Limit(Side.Buy, 1, 1));

        IReadOnlyList<string> told = venue.Told(client);
        Assert.Equal([$"{now + 2}.1", $"{now + 3}.0", $"{now + 3}.1"], told.Select(At));
        Assert.Equal(ResumeFault.TooFarAhead, venue.Node.TryListen(Alice, $"{now + 10_000_000}.0", out _));
    }

    /// <summary>
    /// A node that starts from a snapshot knows what was the last event of everybody, and the latest events
    /// themselves.
    /// </summary>
    [Fact]
    public void AFreshNode()
    {
        using var venue = new UserVenue();
        RecordingListener undisturbed = venue.Listen(Alice);
        venue.Place(Alice, Limit(Side.Buy, 1, 1));
        venue.Place(Alice, Limit(Side.Buy, 2, 1));
        IReadOnlyList<string> whole = venue.Told(undisturbed);

        using var withEvents = UserNode.StartFrom(venue.Node);
        using var withoutEvents = UserNode.StartFrom(venue.Node, new UserDataOptions { SnapshotBytes = 0 });
        using var withNothing = UserNode.StartWithout(venue.Node);

        Assert.Equal(whole.Skip(1), withEvents.Told(withEvents.Listen(Alice, after: At(whole[0]))));

        using var poorer = UserNode.StartFrom(withoutEvents, new UserDataOptions { SnapshotBytes = 0 });
        Assert.Equal(ResumeFault.None, poorer.TryListen(Alice, At(whole[^1]), out _));
        Assert.Equal(ResumeFault.TooFarBack, withNothing.TryListen(Alice, At(whole[^1]), out _));
        long now = venue.Node.Machine.Sequence;
        Assert.Equal(ResumeFault.None, withNothing.TryListen(Alice, $"{now + 1}.0", out _));
    }

    [Fact]
    public void ADamagedSnapshotIsRefused()
    {
        using var venue = new UserVenue();
        var saved = new System.Buffers.ArrayBufferWriter<byte>();
        venue.Place(Alice, Limit(Side.Buy, 1, 1));
        venue.Node.Streams.Save(saved);

        foreach (int length in new[] { 1, 12, saved.WrittenCount / 2, saved.WrittenCount - 1 })
            Assert.Throws<Venue.Snapshots.InvalidSnapshotException>(
                () => venue.Node.Streams.Load(saved.WrittenSpan[..length], venue.View));
    }

    [Theory]
    [InlineData("0.0", true)]
    [InlineData("123456789012345.7", true)]
    [InlineData("", false)]
    [InlineData("1", false)]
    [InlineData("1.", false)]
    [InlineData(".1", false)]
    [InlineData("-1.0", false)]
    [InlineData("1.-1", false)]
    [InlineData("1.0 ", false)]
    [InlineData("99999999999999999999.0", false)]
    [InlineData("1.99999999999", false)]
    public void PositionsAsText(string text, bool isOne)
    {
        byte[] ascii = System.Text.Encoding.ASCII.GetBytes(text);
        Assert.Equal(isOne, StreamPosition.TryParse(ascii, out StreamPosition position));
        if (!isOne) return;
        byte[] written = new byte[StreamPosition.LengthMax];
        Assert.Equal(text, System.Text.Encoding.ASCII.GetString(written, 0, position.Format(written)));
        Assert.Equal(text, position.ToString());
    }

    private static string At(string message)
    {
        int start = message.LastIndexOf("\"seq\":\"", StringComparison.Ordinal) + 7;
        return message[start..message.IndexOf('"', start)];
    }
}
