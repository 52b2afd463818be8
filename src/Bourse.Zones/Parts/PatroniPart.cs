namespace Bourse.Zones.Parts;

/// <summary>The zone's Patroni, and the PostgreSQL that it starts.</summary>
internal static class PatroniPart
{
    private const string User = "postgres";

    public static PlannedPart Plan(ZonePlan plan) => new(
        Define(plan, "patroni", PartKind.Patroni, Ports.Patroni) with { Command = ["patroni", "patroni.yml"] },
        new Dictionary<string, string>
        {
            ["patroni.yml"] = Configuration(plan),
            ["create-database.sh"] = CreateDatabase(plan.Fleet),
        });

    /// <summary>The database: a process of its own to look at and to kill, but started by Patroni.</summary>
    public static PlannedPart PlanDatabase(ZonePlan plan)
    {
        string patroni = plan.FolderOf("patroni");
        PartDefinition part = Define(plan, "postgres", PartKind.Postgres, Ports.Postgres);
        return new PlannedPart(
            part with
            {
                Folder = patroni,
                LogFile = part.LogFile.Replace("-postgres.log", "-patroni.log", StringComparison.Ordinal),
                PidFile = Path.Combine(patroni, "data", "postmaster.pid"),
            },
            new Dictionary<string, string>());
    }

    private static PartDefinition Define(ZonePlan plan, string name, PartKind kind, int port) =>
        plan.Define(name, kind, ZonePlan.ClusterStage, port, $"http://{plan.Zone.Address}:{Ports.Patroni}/health") with
        {
            User = User,
        };

    // The times are what a lost zone costs: the key of the leader lives for ttl seconds after its last renewal.
    // Without slots, for a new leader makes those of its standbys two seconds after its promotion, and no commit is
    // confirmed until then; a standby that was away finds what it missed in what every database keeps.
    // It is kept through etcd's older interface: through the newer one Patroni up to 3.0.2 writes the key without
    // looking whose it is, so a leader that was cut off and comes back takes it from the one that was promoted since,
    // and what that one acknowledged is lost.
    private static string Configuration(ZonePlan plan)
    {
        string at = plan.Zone.Address;
        FleetSecrets secrets = plan.Fleet.Secrets;
        string folder = plan.FolderOf("patroni");
        string isSynchronous = plan.Fleet.Zones.Count > 1 ? "true" : "false";
        return $"""
            scope: bourse
            namespace: /bourse/
            name: {plan.Zone.Name}
            restapi:
              listen: {at}:{Ports.Patroni}
              connect_address: {at}:{Ports.Patroni}
            etcd:
              hosts: [{plan.EachZone(", ", zone => $"'{zone.Address}:{Ports.EtcdClients}'")}]
            bootstrap:
              dcs:
                ttl: 5
                loop_wait: 1
                retry_timeout: 2
                primary_start_timeout: 0
                maximum_lag_on_failover: 1048576
                synchronous_mode: {isSynchronous}
                synchronous_mode_strict: {isSynchronous}
                postgresql:
                  use_pg_rewind: true
                  use_slots: false
                  parameters:
                    max_connections: 200
                    max_wal_senders: 10
                    max_replication_slots: 10
                    wal_log_hints: 'on'
                    wal_keep_size: 2GB
                    max_wal_size: 2GB
                    wal_retrieve_retry_interval: 200ms
                    wal_sender_timeout: 3s
                    wal_receiver_timeout: 3s
                    wal_receiver_status_interval: 1s
                    synchronous_commit: 'on'
              initdb:
              - encoding: UTF8
              - locale: C.UTF-8
              - data-checksums
              post_bootstrap: {folder}/create-database.sh
            postgresql:
              listen: {at}:{Ports.Postgres}
              connect_address: {at}:{Ports.Postgres}
              data_dir: {folder}/data
              bin_dir: {plan.Fleet.PostgresPrograms}
              pgpass: {folder}/pgpass
              remove_data_directory_on_rewind_failure: true
              remove_data_directory_on_diverged_timelines: true
              basebackup:
              - checkpoint: fast
              authentication:
                superuser: {Login("postgres", secrets.Superuser)}
                rewind: {Login("postgres", secrets.Superuser)}
                replication: {Login("replicator", secrets.Replication)}
              pg_hba:
              - host replication replicator {plan.Fleet.Subnet} scram-sha-256
              - host all all {plan.Fleet.Subnet} scram-sha-256
              parameters:
                unix_socket_directories: ''
                password_encryption: scram-sha-256

            """;
    }

    private static string Login(string name, string password) =>
        $"{"{"}username: {name}, password: '{password}'{"}"}";

    // Patroni runs it once, with the new database's address; no standby is there yet that a commit could wait for.
    private static string CreateDatabase(FleetDefinition fleet) =>
        $"""
        #!/bin/sh
        PGOPTIONS='-c synchronous_commit=local' exec {fleet.PostgresPrograms}/psql -X -v ON_ERROR_STOP=1 -d "$1" <<SQL
        {VenueParts.CreateRoles(fleet)}
        SQL

        """;
}
