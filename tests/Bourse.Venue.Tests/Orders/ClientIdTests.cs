using System.Runtime.InteropServices;
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
    public void Only_ascii_within_the_length_and_zeros_after_it_are_well_formed()
    {
        var random = new Random(9);
        Span<byte> bytes = stackalloc byte[40];
        for (int round = 0; round < 20_000; round++)
        {
            bytes.Clear();
            int length = random.Next(40);
            bytes[0] = (byte)length;
            for (int i = 1; i < 40 && i <= length; i++) bytes[i] = (byte)random.Next(1, 128);
            if (random.Next(2) == 0) bytes[random.Next(40)] ^= (byte)(1 << random.Next(8));

            int told = bytes[0];
            bool isExpected = told <= ClientId.LengthMax && !bytes[1..].ContainsAnyExceptInRange((byte)0, (byte)127)
                && !bytes[(1 + told)..].ContainsAnyExcept((byte)0);
            Assert.Equal(isExpected, ClientId.IsWellFormed(in MemoryMarshal.AsRef<ClientId>(bytes)));
        }
    }

    [Fact]
    public void The_hash_is_stored_in_history_and_must_never_change() =>
        Assert.Equal(15654999487887357480UL, ClientId.From("web_3f2a91").StableHash());
}
