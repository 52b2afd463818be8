using Bourse.Api.Auth;
using Bourse.Replica;
using Bourse.Server.Configuration;
using Bourse.Venue;
using Bourse.Venue.Commands;

namespace Bourse.Server.Seed;

/// <summary>
/// Sends a seed through the log, one command after the other, before anybody else can reach the venue. So what is there
/// is always a beginning of the seed, and after a crash the rest follows.
/// </summary>
public sealed class Seeder
{
    private readonly VenueReplica _replica;
    private readonly SecretBox _secrets;
    private int _keyCount;

    public Seeder(VenueReplica replica, SecretBox secrets)
    {
        _replica = replica;
        _secrets = secrets;
    }

    /// <summary>Whether nothing but the fee account is there.</summary>
    public static bool IsEmpty(VenueReplica replica)
    {
        ArgumentNullException.ThrowIfNull(replica);
        return replica.Read(
            0, (view, _) => view.AssetCount + view.SymbolCount + view.KeyCount == 0 && view.AccountCount <= 1);
    }

    /// <summary>Sends every step that is not there yet. A new venue begins with the newest behaviour.</summary>
    /// <exception cref="StartFailedException">The venue refused one.</exception>
    public async Task RunAsync(SeedDocument seed)
    {
        int newest = _replica.ProtocolVersionMax;
        if (_replica.Read(0, (view, _) => view.ProtocolVersion) < newest)
            (await _replica.SubmitOperatorAsync(new Upgrade(newest)).ConfigureAwait(false)).Dispose();
        foreach (SeedStep step in SeedPlan.ToSteps(seed, Seal))
        {
            if (IsDone(step.Command)) continue;
            using CommandResult result = await _replica.SubmitOperatorAsync(step.Command).ConfigureAwait(false);
            if (result.Outcome.Reason != RejectReason.None)
                throw new StartFailedException(
                    $"The seed failed at {step.Path}: {SeedPlan.Complaint(result.Outcome.Reason)}.");
        }
    }

    private ReadOnlyMemory<byte> Seal(SeedKey key) => _secrets.Seal(key.Spec.AccountId, key.Spec.ApiKey, key.Secret!);

    // Commands that only replace settings may be sent twice.
    private bool IsDone(object command) => command switch
    {
        AddAsset c => _replica.Read(c.Asset.Id, (view, id) => view.Asset(id) is not null),
        AddSymbol c => _replica.Read(c.Symbol.Id, (view, id) => view.Symbol(id) is not null),
        OpenAccount c => _replica.Read(c.Account.Id, (view, id) => view.Account(id) is not null),
        CreateKey => _replica.Read(++_keyCount, (view, id) => view.Key(id) is not null),
        Deposit c => _replica.Read(c, (view, d) => view.Balance(d.AccountId, d.AssetId) != default),
        _ => false,
    };
}
