namespace Bourse.Zones.Tests;

public sealed class RequiredProgramsTests
{
    [Fact]
    public void One_message_names_all_that_is_missing_and_how_to_install_it()
    {
        string[] missing = ["patroni", "etcd", "redis-server", "nft"];
        var failure = Assert.Throws<FleetException>(() => RequiredPrograms.Find(
            NetworkKind.Namespaces, program => missing.Contains(program) ? null : program));
        Assert.Contains("patroni, etcd, redis-server, nft", failure.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install --yes patroni etcd-server redis-server nftables\n", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_program_the_database_is_missing_too()
    {
        var failure = Assert.Throws<FleetException>(() => RequiredPrograms.Find(NetworkKind.Loopback, _ => null));
        Assert.Contains("postgresql-15", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("nftables", failure.Message, StringComparison.Ordinal);
    }
}
