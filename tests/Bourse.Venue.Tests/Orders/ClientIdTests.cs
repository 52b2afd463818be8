using Bourse.Venue.Orders;

namespace Bourse.Venue.Tests.Orders;

public sealed class ClientIdTests
{
    [Fact]
    public void Any_id_has_a_hash_that_is_its_own_and_does_not_overflow()
    {
        var hashes = new HashSet<ulong>();
        for (int i = 0; i < 10_000; i++)
        {
            hashes.Add(ClientId.From($"id-{i}").StableHash());
            hashes.Add(ClientId.From($"{i}{new string('z', 30)}").StableHash());
        }
        Assert.Equal(20_000, hashes.Count);
    }

    [Fact]
    public void The_hash_is_stored_in_history_and_must_never_change() =>
        Assert.Equal(15654999487887357480UL, ClientId.From("web_3f2a91").StableHash());
}
