namespace Bourse.Venue.Orders;

/// <summary>Keeps what a <see cref="ClientIdIndex"/> finds, by slot.</summary>
internal interface IClientIdOwner
{
    /// <summary>Whether what is in the slot is this account's and has this client id.</summary>
    bool Has(int slot, int accountId, in ClientId id);
}
