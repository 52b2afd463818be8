using System.Buffers;
using Bourse.Server.Json;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;

namespace Bourse.Server.Seed;

/// <summary>A seed as operator's commands in order, each with the path that it comes from.</summary>
public static class SeedPlan
{
    // As long as a sealed secret of 64 characters will be; only its size matters to a rehearsal.
    private static readonly byte[] RehearsalMaterial = new byte[128];

    /// <summary>The commands that make an empty venue what the seed describes.</summary>
    /// <param name="seal">Turns an HMAC secret into what the venue keeps.</param>
    public static IEnumerable<SeedStep> ToSteps(SeedDocument seed, Func<SeedKey, ReadOnlyMemory<byte>> seal)
    {
        ArgumentNullException.ThrowIfNull(seed);
        return Reference(seed).Concat(seed.Accounts.SelectMany(account => Account(account, seal)));
    }

    /// <summary>
    /// Applies the seed to a venue of its own in memory, so that a bad one is told before anything is touched.
    /// </summary>
    /// <exception cref="JsonShapeException">The venue would refuse a part of it.</exception>
    public static void Rehearse(SeedDocument seed)
    {
        var venue = new StateMachine();
        var events = new EventBuffer();
        var payload = new ArrayBufferWriter<byte>();
        foreach (SeedStep step in ToSteps(seed, _ => RehearsalMaterial))
        {
            payload.ResetWrittenCount();
            CommandWriter.Begin(payload);
            CommandWriter.WriteOperator(payload, step.Command);
            venue.Apply(new Entry(venue.Sequence + 1, AtUs: 1, payload.WrittenMemory), events);
            RejectReason reason = events.Outcomes[0].Reason;
            if (reason != RejectReason.None) throw new JsonShapeException(step.Path, Complaint(reason));
        }
    }

    /// <summary>What to tell about a step that the venue refuses.</summary>
    public static string Complaint(RejectReason reason) => $"the venue refuses it: {reason}";

    private static IEnumerable<SeedStep> Reference(SeedDocument seed)
    {
        if (seed.Settings is { } settings) yield return new SeedStep("$.settings", new ConfigureVenue(settings));
        foreach (var (path, tier, rates) in seed.FeeTiers) yield return new SeedStep(path, new SetFeeTier(tier, rates));
        foreach (var (path, asset) in seed.Assets) yield return new SeedStep(path, new AddAsset(asset));
        foreach (var (path, symbol) in seed.Symbols) yield return new SeedStep(path, new AddSymbol(symbol));
    }

    private static IEnumerable<SeedStep> Account(SeedAccount account, Func<SeedKey, ReadOnlyMemory<byte>> seal)
    {
        // Deposits are made even to an account that may not deposit itself: it is opened with the right, which is then
        // taken away.
        AccountSpec opened = account.Spec with { Rights = account.Spec.Rights | AccountRights.CanDeposit };
        yield return new SeedStep(account.Path, new OpenAccount(opened));
        foreach (SeedKey key in account.Keys)
        {
            ReadOnlyMemory<byte> material = key.Secret is null ? key.Spec.Material : seal(key);
            yield return new SeedStep(key.Path, new CreateKey(key.Spec with { Material = material }));
        }
        foreach ((int assetId, long amount) in account.Balances)
            yield return new SeedStep(
                $"{account.Path}.balances", new Deposit(account.Spec.Id, assetId, amount, Reference: 0));
        if (opened != account.Spec) yield return new SeedStep(account.Path, new UpdateAccount(account.Spec));
    }
}
